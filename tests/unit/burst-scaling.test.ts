import { expect } from "chai";
import * as fc from "fast-check";

import { burstOf, STEP_IN_AT, stepsIn, stepsOut } from "../../components/compute/burst-scaling";

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

  it("never steps in to where target tracking would step out, of whatever number of tasks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tasks, share) => {
        const withoutOne = STEP_IN_AT * share;
        const percent = stepsIn.find(({ from = -Infinity }) => withoutOne - STEP_IN_AT > from)?.percent ?? 0;
        // Application Auto Scaling drops the fraction of a change, but takes one at least.
        const left = tasks - Math.max(1, Math.trunc((tasks * -percent) / 100));
        const load = (withoutOne * (tasks - 1)) / left;
        expect(load).to.be.at.most((tasks < 40 ? 90 : 95) + 1e-9);
      }),
    );
  });

  it("has steps in without gap or overlap, from the threshold down", () => {
    expect(stepsIn[0]?.to).to.equal(0);
    for (const [index, { from }] of stepsIn.entries()) expect(from).to.equal(stepsIn[index + 1]?.to);
    expect(stepsIn.map(({ percent }) => percent)).to.deep.equal([-5, -40]);
  });
});
