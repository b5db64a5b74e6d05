import { expect } from "chai";
import * as fc from "fast-check";

import { split } from "../src/split";
import { adjusted, type StepAdjustments } from "../src/step-adjustment";

describe("step adjustments", () => {
  const out: StepAdjustments = {
    type: "PercentChangeInCapacity",
    steps: [
      { from: 0, to: 10, adjustment: 0 },
      { from: 10, to: 20, adjustment: 10 },
      { from: 20, adjustment: 30 },
    ],
  };
  const down: StepAdjustments = {
    type: "PercentChangeInCapacity",
    steps: [
      { from: -10, to: 0, adjustment: 0 },
      { from: -20, to: -10, adjustment: -10 },
      { to: -20, adjustment: -30 },
    ],
  };

  it("follow the worked example of AWS's guide: 10, 11, 14, 13 and 10 tasks", () => {
    expect(adjusted(10, 60 - 60, out)).to.equal(10);
    expect(adjusted(10, 70 - 60, out)).to.equal(11);
    expect(adjusted(11, 80 - 60, out)).to.equal(14);
    expect(adjusted(14, 40 - 40, down)).to.equal(14);
    expect(adjusted(14, 30 - 40, down)).to.equal(13);
    expect(adjusted(13, 20 - 40, down)).to.equal(10);
  });

  it("round a percentage towards zero, and what is smaller than one task to one", () => {
    const change = (capacity: number, adjustment: number): number =>
      adjusted(capacity, 1, { type: "PercentChangeInCapacity", steps: [{ from: 0, adjustment }] }) - capacity;
    expect(change(127, 10)).to.equal(12);
    expect(change(6, 10)).to.equal(1);
    expect(change(6, -10)).to.equal(-1);
    expect(change(67, -10)).to.equal(-6);
    expect(change(6, 0)).to.equal(0);
  });

  it("take the least magnitude, exact capacities and changes as they are", () => {
    const steps = [{ from: 0, adjustment: 25 }];
    expect(adjusted(4, 0, { type: "PercentChangeInCapacity", minimumMagnitude: 2, steps })).to.equal(6);
    expect(adjusted(4, 0, { type: "ChangeInCapacity", steps })).to.equal(29);
    expect(adjusted(4, 0, { type: "ExactCapacity", steps })).to.equal(25);
    expect(adjusted(4, -1, { type: "ExactCapacity", steps })).to.equal(4);
  });

  it("find one step for every value above and one for every value below a threshold", () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (excess) => {
        const steps = excess >= 0 ? out : down;
        const change = adjusted(100, excess, steps) - 100;
        const size = Math.abs(excess);
        const expected = size < 10 || (excess < 0 && size === 0) ? 0 : size < 20 ? 10 : 30;
        expect(change).to.equal(Math.sign(excess) * expected + 0);
      }),
    );
  });
});

describe("the split of a capacity provider strategy", () => {
  it("follows AWS's example: base 2, weights 1 and 3, six tasks", () => {
    const strategy = [
      { provider: "FARGATE", base: 2, weight: 1 },
      { provider: "FARGATE_SPOT", weight: 3 },
    ];
    expect(split(6, strategy)).to.deep.equal([3, 3]);
    expect(split(2, strategy)).to.deep.equal([2, 0]);
    expect(split(1, strategy)).to.deep.equal([1, 0]);
  });

  it("places every task once, and never less than the base that there is room for", () => {
    const item = fc.record({ provider: fc.constant("p"), base: fc.nat(5), weight: fc.nat(5) });
    fc.assert(
      fc.property(fc.nat(200), fc.array(item, { minLength: 1, maxLength: 4 }), (tasks, strategy) => {
        const counts = split(tasks, strategy);
        expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(tasks);
        let left = tasks;
        for (const [index, { base }] of strategy.entries()) {
          const least = Math.min(left, base);
          left -= least;
          expect(counts[index]).to.be.at.least(least);
        }
      }),
    );
  });
});
