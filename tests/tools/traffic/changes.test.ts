import { expect } from "chai";

import { inOrder, shuffled } from "@toolkit/rehearsal/traffic/order";
import { combinations } from "../../stacks/combinations";
import { changes } from "./changes";
import { meet, unnamed } from "./errors";

/** Orders that the engine may take: that of registration, and some others. */
const orders = [inOrder, shuffled(1), shuffled(2)];

describe("traffic while a stack changes", () => {
  let asked = 0;

  for (const change of changes) {
    const { loses, what } = change;
    it(`${what}: ${loses === undefined ? "no request is lost" : `some are lost: ${loses[0]}`}`, async () => {
      let found = 0;
      for (const where of combinations) {
        for (const order of orders) {
          const met = await meet(where, change, order);
          expect(unnamed(met.errors, change), `${where.stack} ${where.frontend}`).to.deep.equal([]);
          asked += met.asked;
          found += met.errors.length;
        }
      }
      if (loses !== undefined) expect(found, "what is no longer lost is no loss to name").to.be.greaterThan(0);
    });
  }

  it("is what thousands of requests ask for", () => {
    expect(asked).to.be.greaterThan(10_000);
  });
});
