import { expect } from "chai";
import * as fc from "fast-check";

import { burstOf, leftOf, stepInBelow, stepsOut } from "../../components/compute/burst-scaling";

describe("burst scaling", () => {
  it("is off, on with 3 requests in flight, or on with another number", () => {
    expect([undefined, false, true, { inFlight: 8 }].map(burstOf)).to.deep.equal([
      undefined,
      undefined,
      { inFlight: 3 },
      { inFlight: 8 },
    ]);
  });

  it("has steps without gap or overlap, the second larger", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (inFlight) => {
        const [first, second, ...others] = stepsOut({ inFlight });
        expect(others).to.deep.equal([]);
        expect(first?.from).to.equal(0);
        expect(second?.from).to.equal(first?.to);
        expect(second?.to).to.equal(undefined);
        expect(second?.percent).to.be.greaterThan(first?.percent ?? Infinity);
      }),
    );
  });

  it("never steps in to where target tracking would step out: at most nine tenths of the target on the tasks that are left", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (minTasks, above, low) => {
          const tasks = minTasks + above;
          const load = stepInBelow(minTasks) * low;
          expect((load * tasks) / leftOf(tasks, minTasks)).to.be.at.most(90 + 1e-9);
        },
      ),
    );
    expect([1, 2, 3].map(stepInBelow)).to.deep.equal([45, 54, 54]);
  });
});
