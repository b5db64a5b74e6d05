import { expect } from "chai";

import { dumpMissingHours } from "../../../stacks/config/rules/backup";

describe("dumps that are missing", () => {
  it("are an alarm after 26 hours of a nightly schedule, and after the weekend of one for weekdays", () => {
    const from = new Date("2026-11-24T12:00:00Z");
    expect(dumpMissingHours("cron(0 2 * * ? *)", from)).to.equal(26);
    expect(dumpMissingHours("cron(0 2 ? * MON-FRI *)", from)).to.equal(74);
  });
});
