import { expect } from "chai";
import fc from "fast-check";

import { layOut } from "../../../components/operations/observability/dashboard/layout";
import { overlaps } from "../../support/dashboard";

const graph = fc.string().map((title) => ({ title, lines: [] }));
const section = fc.record({ heading: fc.string(), graphs: fc.array(graph, { maxLength: 8 }) });

describe("dashboard layout", () => {
  it("places everything on the grid, and nothing on anything else", () => {
    fc.assert(
      fc.property(fc.array(section, { maxLength: 6 }), fc.nat({ max: 10 }), (sections, top) => {
        const placed = layOut(sections, top);
        const wanted = sections.reduce((sum, { graphs }) => sum + 1 + graphs.length, 0);
        expect(placed).to.have.length(wanted);
        expect(overlaps(placed)).to.deep.equal([]);
        for (const { x, y, width, height } of placed) {
          expect([x, y, width, height].every(Number.isInteger)).to.equal(true);
          expect(x + width).to.be.at.most(24);
          expect(y).to.be.at.least(top);
        }
      }),
    );
  });
});
