import { expect } from "chai";

import { jobProblems, missingAfterHours } from "../../../components/jobs/job-limits";
import { parseSchedule, shortestGapMinutes } from "../../../components/schedule";

const FROM = new Date("2027-01-01T00:00:00Z");

describe("times of a job", () => {
  for (const [schedule, timeoutMinutes, hours] of [
    ["cron(0 6 * * ? *)", 30, 26],
    ["rate(5 minutes)", 4, 3],
    ["rate(12 hours)", 90, 15],
    ["cron(0 6 ? * MON-FRI *)", 30, 74],
    ["cron(0 6 1 * ? *)", 30, undefined],
  ] as const) {
    it(`${schedule}, ${timeoutMinutes} minutes: missed after ${hours ?? "more than an alarm looks back"}`, () => {
      expect(missingAfterHours({ schedule, timeoutMinutes }, FROM)).to.equal(hours);
    });
  }

  for (const [schedule, minutes] of [
    ["rate(1 hour)", 60],
    ["cron(0/15 * * * ? *)", 15],
    ["cron(0 6,7 ? * MON-FRI *)", 60],
    ["cron(50,10 0,23 * * ? *)", 20],
    ["cron(0 6 ? * SAT *)", 7 * 24 * 60],
  ] as const) {
    it(`${schedule}: two starts are ${minutes} minutes apart at least`, () => {
      expect(shortestGapMinutes(parseSchedule(schedule), FROM)).to.equal(minutes);
      expect(jobProblems({ schedule, timeoutMinutes: minutes - 1 }, FROM)).to.deep.equal([]);
      expect(jobProblems({ schedule, timeoutMinutes: minutes }, FROM)).to.deep.equal([
        {
          setting: "timeoutMinutes",
          value: minutes,
          fix: `must be under the ${minutes} minutes between two starts of ${schedule}: a run that still goes makes the next one fail`,
        },
      ]);
    });
  }

  it("are refused where they are no times of a job", () => {
    const fix = (schedule: string) => jobProblems({ schedule, timeoutMinutes: 1 }, FROM)[0]?.fix;
    expect(fix("at(2027-01-31T07:00:00)")).to.equal("runs once: a job needs cron(…) or rate(…)");
    expect(fix("cron(0 6 31 2 ? *)")).to.equal("never runs");
    expect(fix("rate(0 hours)")).to.contain("needs a rate");
    expect(fix("daily")).to.contain("must be cron(");
  });
});
