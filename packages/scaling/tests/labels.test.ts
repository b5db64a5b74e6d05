import { expect } from "chai";
import * as fc from "fast-check";

import { placeLabels } from "../src/labels";

const AREA = { top: 34, bottom: 266 };
const NAMES = ["as configured", "burst", "CPU 70 %", "requests", "configured, half Spot", "always 2 (minimum)"];

describe("labels of points", () => {
  it("stand on no other label and on no point, wherever the points are", () => {
    const point = fc.record({
      x: fc.integer({ min: 70, max: 570 }),
      y: fc.integer({ min: AREA.top, max: AREA.bottom }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), (found) => {
        const points = found.map((one, index) => ({ ...one, name: NAMES[index] ?? "" }));
        const labels = placeLabels(points, AREA).map(({ x, y }, index) => ({
          ...{ left: x, right: x + 6 * (NAMES[index] ?? "").length, y },
        }));
        for (const [index, { left, right, y }] of labels.entries()) {
          expect(y).to.be.within(AREA.top, AREA.bottom);
          for (const other of labels.slice(index + 1)) {
            const isBeside = left >= other.right || other.left >= right;
            expect(isBeside || Math.abs(y - other.y) >= 13, `${index}`).to.equal(true);
          }
          for (const dot of points) {
            const isBeside = dot.x + 4 <= left || dot.x - 4 >= right;
            expect(isBeside || Math.abs(y - dot.y) >= 10, `${index} on ${dot.name}`).to.equal(true);
          }
        }
      }),
    );
  });

  it("stand beside their point where there is room, and are joined to it by a line where there is none", () => {
    const at = (x: number, y: number, name: string) => ({ x, y, name });
    const [alone, under, over] = placeLabels([at(100, 100, "a"), at(300, 200, "b"), at(300, 200, "c")], AREA);
    expect(alone).to.deep.equal({ x: 109, y: 100, isMoved: false });
    expect([under, over]).to.deep.equal([
      { x: 309, y: 200, isMoved: false },
      { x: 309, y: 186, isMoved: true },
    ]);
  });
});
