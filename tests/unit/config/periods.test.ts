import { expect } from "chai";
import fc from "fast-check";

import { countUntil, isInside, isWithin, meets } from "../../../stacks/config/rules/periods";
import { type Period } from "../../../components/schedule";

/** From pairs of lengths, a pause and a period after it; a pause of nothing makes neighbours. */
const periods = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 5 }))).map((lengths) => {
  let time = 0;
  return lengths.map(([pause, length]): Period => {
    const start = time + pause;
    time = start + length;
    return { start: new Date(start), end: new Date(time) };
  });
});
const window = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 8 }))
  .map(([start, length]): Period => ({ start: new Date(start), end: new Date(start + length) }));

describe("periods", () => {
  it("are searched by halves with the answers of looking at each", () => {
    fc.assert(
      fc.property(periods, window, (all, { start, end }) => {
        expect(isWithin(all, start)).to.equal(all.some((period) => period.start <= start && start < period.end));
        expect(isInside({ start, end }, all)).to.equal(
          all.some((period) => period.start <= start && end <= period.end),
        );
        expect(meets({ start, end }, all)).to.equal(all.some((period) => period.start < end && start < period.end));
      }),
    );
  });

  it("are counted until a rule holds", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(20), (numbers, limit) => {
        const sorted = numbers.sort((a, b) => a - b);
        expect(countUntil(sorted, (number) => number >= limit)).to.equal(
          sorted.filter((number) => number < limit).length,
        );
      }),
    );
  });
});
