import { expect } from "chai";
import fc from "fast-check";

import { longestGapHours, parseCron, parseSchedule, runsOn, scheduleProblem } from "../../../components/schedule";

const FROM = new Date("2026-11-24T12:00:00Z");

/** Days of November 2026, which begins on a Sunday, on which the two day fields run. */
const november = (dayOfMonth: string, dayOfWeek: string): number[] => {
  const schedule = parseCron(`cron(0 2 ${dayOfMonth} * ${dayOfWeek} *)`);
  return Array.from({ length: 30 }, (_, index) => index + 1).filter((date) =>
    runsOn(schedule, new Date(Date.UTC(2026, 10, date))),
  );
};

describe("schedule expressions", () => {
  it("takes what AWS takes", () => {
    const right = [
      "cron(0 2 * * ? *)",
      "cron(0/15 8-17 ? * MON-FRI *)",
      "cron(0 20 L * ? 2027-2030)",
      "cron(0 20 ? JAN,mar 2#1 *)",
      "cron(5,35 * 15W * ? *)",
      "rate(1 hour)",
      "rate(12 hours)",
      "at(2028-02-29T07:00:00)",
    ];
    expect(right.map((expression) => scheduleProblem(expression))).to.deep.equal(right.map(() => undefined));
  });

  const refused: readonly (readonly [string, string])[] = [
    ["0 2 * * *", "must be cron(minutes hours day-of-month month day-of-week year), rate(…) or at(…)"],
    ["cron(0 2 * * *)", "has 5 fields"],
    ["cron(0 2 * * * *)", "needs ? in exactly one"],
    ["cron(0 2 ? * ? *)", "needs ? in exactly one"],
    ["cron(60 2 * * ? *)", 'has minutes "60": use 0 to 59'],
    ["cron(0 24 * * ? *)", 'has hours "24": use 0 to 23'],
    ["cron(0 2 32 * ? *)", 'has day of month "32": use 1 to 31'],
    ["cron(0 2 0 * ? *)", 'has day of month "0"'],
    ["cron(0 2 * 13 ? *)", 'has month "13": use 1 to 12 or JAN'],
    ["cron(0 2 ? * 0 *)", 'has day of week "0": use 1 to 7 or SUN'],
    ["cron(0 2 ? * FRI-MON *)", "a range goes upwards"],
    ["cron(0 2 ? * 2#6 *)", "# takes one number from 1 to 5"],
    ["cron(0/0 2 * * ? *)", "a step is a whole number from 1"],
    ["cron(0 2 * * ? 2200)", 'has year "2200": use 1970 to 2199'],
    ["cron(0 2 1-2-3 * ? *)", "a range has two ends"],
    ["rate(0 hours)", "needs a rate"],
    ["rate(2 hour)", "needs a rate"],
    ["rate(1 week)", "needs a rate"],
    ["at(2027-02-29T07:00:00)", "needs a time that exists"],
    ["at(2027-02-28T07:00:00Z)", "needs a time that exists"],
  ];
  for (const [expression, reason] of refused) {
    it(`refuses ${expression}`, () => {
      expect(scheduleProblem(expression)).to.contain(reason);
    });
  }

  it("knows which days the day fields mean", () => {
    expect(november("L", "?")).to.deep.equal([30]);
    expect(november("15W", "?")).to.deep.equal([16]);
    expect(november("1W", "?")).to.deep.equal([2]);
    expect(november("14W", "?")).to.deep.equal([13]);
    expect(november("1/10", "?")).to.deep.equal([1, 11, 21]);
    expect(november("?", "SAT,SUN")).to.deep.equal([1, 7, 8, 14, 15, 21, 22, 28, 29]);
    expect(november("?", "2#1")).to.deep.equal([2]);
    expect(november("?", "2L")).to.deep.equal([30]);
    expect(november("?", "L")).to.deep.equal([7, 14, 21, 28]);
  });

  it("reads lists, ranges and steps", () => {
    expect(parseCron("cron(0/20 8-10,22 * * ? *)")).to.deep.include({ minutes: [0, 20, 40], hours: [8, 9, 10, 22] });
  });

  it("measures the longest gap between two runs", () => {
    const gap = (expression: string) => longestGapHours(parseSchedule(expression), FROM);
    expect(gap("cron(0 2 * * ? *)")).to.equal(24);
    expect(gap("cron(0 2,14 * * ? *)")).to.equal(12);
    expect(gap("cron(0 2,6 * * ? *)")).to.equal(20);
    expect(gap("cron(0/15 * * * ? *)")).to.equal(1);
    expect(gap("cron(0 2 ? * SUN-SAT *)")).to.equal(24);
    expect(gap("cron(0 2 1-30 * ? *)"), "on no 31st").to.equal(48);
    expect(gap("cron(0 2 ? * SUN-FRI *)"), "on no Saturday").to.equal(48);
    expect(gap("cron(0 2 * 1-11 ? *)"), "in no December").to.equal(32 * 24);
    expect(gap("cron(0 2 ? * MON-FRI *)")).to.equal(72);
    expect(gap("cron(0 2 ? * SUN *)")).to.equal(168);
    expect(gap("cron(0 2 L * ? *)")).to.equal(31 * 24);
    expect(gap("rate(90 minutes)")).to.equal(2);
    expect(gap("cron(0 2 31 2 ? *)")).to.equal(Infinity);
    expect(gap("cron(0 2 * * ? 2020)")).to.equal(Infinity);
    expect(gap("at(2027-01-01T00:00:00)")).to.equal(Infinity);
  });

  it("never takes a field out of its range, and always a number in it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), (minute, hour) => {
        const problem = scheduleProblem(`cron(${minute} ${hour} * * ? *)`);
        expect(problem === undefined).to.equal(minute < 60 && hour < 24);
      }),
    );
  });
});
