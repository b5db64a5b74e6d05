import { formulas } from "@toolkit/cost";
import { expect } from "chai";

import { readSchedule } from "../../../tools/cost/schedules";

const read = (expression: string, timezone = "UTC") =>
  readSchedule(expression, timezone) ?? expect.fail(`${expression} ${timezone} was not read`);

describe("schedules that are priced", () => {
  it("tell one day of the month, or of its weeks, from every day", () => {
    const runs = (expression: string) => formulas.runsPerMonth(read(expression));
    expect(runs("cron(0 2 * * ? *)")).to.be.closeTo(730 / 24, 1e-9);
    expect(runs("cron(0 2 1 * ? *)")).to.be.closeTo(1, 1e-3);
    expect(runs("cron(0 2 ? * 2#1 *)")).to.be.closeTo(1, 1e-3);
    expect(runs("cron(0 2 ? * 6L *)")).to.be.closeTo(1, 1e-3);
    expect(runs("cron(0 2,14 15W * ? *)")).to.be.closeTo(2, 2e-3);
    expect(runs("cron(0 2 1 1 ? 2030)"), "in the year in which it runs").to.be.closeTo(1 / 12, 1e-3);
    expect(runs("rate(12 hours)")).to.be.closeTo(730 / 12, 1e-9);
    expect(runs("at(2027-01-31T07:00:00)")).to.equal(0);
  });

  it("compare zones on one clock", () => {
    const share = formulas.runningShare(read("cron(0 7 * * ? *)", "Asia/Tokyo"), read("cron(0 20 * * ? *)"));
    expect(share).to.be.closeTo(22 / 24, 1e-3);
  });

  it("are the same object each time, for what is remembered with it", () => {
    expect(read("cron(0 2 * * ? *)")).to.equal(read("cron(0 2 * * ? *)"));
  });

  it("are not read when AWS would refuse them, or nobody knows the zone", () => {
    expect(readSchedule("cron(0 2 * * * *)", "UTC")).to.equal(undefined);
    expect(readSchedule("every day at noon", "UTC")).to.equal(undefined);
    expect(readSchedule("cron(0 2 * * ? *)", "Moon/Base")).to.equal(undefined);
  });
});
