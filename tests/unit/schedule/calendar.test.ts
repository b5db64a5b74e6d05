import { expect } from "chai";

import {
  occurrences,
  parseCron,
  parseSchedule,
  type Period,
  skippedTimes,
  standardOffset,
  wallClock,
} from "../../../components/schedule";

const period = (start: string, end: string): Period => ({ start: new Date(`${start}Z`), end: new Date(`${end}Z`) });
const instants = (cron: string, timezone: string, within: Period): string[] =>
  occurrences(parseCron(cron), timezone, within).map((at) => at.toISOString().slice(0, 16));

// Madrid: forward on 28 March 2027 at 2:00, back on 31 October 2027 at 3:00.
const SPRING = period("2027-03-27T00:00", "2027-03-30T00:00");
const AUTUMN = period("2027-10-30T00:00", "2027-11-02T00:00");

describe("calendar of schedules", () => {
  it("keeps the time on the wall when clocks change", () => {
    expect(instants("cron(0 7 * * ? *)", "Europe/Madrid", SPRING)).to.deep.equal([
      "2027-03-27T06:00",
      "2027-03-28T05:00",
      "2027-03-29T05:00",
    ]);
    expect(instants("cron(0 7 * * ? *)", "Europe/Madrid", AUTUMN)).to.deep.equal([
      "2027-10-30T05:00",
      "2027-10-31T06:00",
      "2027-11-01T06:00",
    ]);
  });

  it("skips an hour that does not exist and says so", () => {
    expect(instants("cron(30 2 * * ? *)", "Europe/Madrid", SPRING)).to.deep.equal([
      "2027-03-27T01:30",
      "2027-03-29T00:30",
    ]);
    expect(skippedTimes(parseCron("cron(30 2 * * ? *)"), "Europe/Madrid", SPRING)).to.deep.equal(["2027-03-28 02:30"]);
    expect(skippedTimes(parseCron("cron(30 2 ? * MON-SAT *)"), "Europe/Madrid", SPRING)).to.deep.equal([]);
  });

  it("runs once in an hour that comes twice", () => {
    expect(instants("cron(30 2 * * ? *)", "Europe/Madrid", AUTUMN)).to.deep.equal([
      "2027-10-30T00:30",
      "2027-10-31T00:30",
      "2027-11-01T01:30",
    ]);
  });

  it("takes the day of the time zone, not of UTC", () => {
    const week = period("2027-01-04T00:00", "2027-01-11T00:00");
    expect(instants("cron(0 8 ? * MON *)", "Pacific/Auckland", week)).to.deep.equal(["2027-01-10T19:00"]);
    expect(instants("cron(0 20 ? * FRI *)", "America/Los_Angeles", week)).to.deep.equal(["2027-01-09T04:00"]);
  });

  it("begins with the period and ends before it ends", () => {
    const hour = period("2027-01-04T10:00", "2027-01-04T11:00");
    expect(instants("cron(0/30 * * * ? *)", "UTC", hour)).to.deep.equal(["2027-01-04T10:00", "2027-01-04T10:30"]);
  });

  it("knows the one moment of at(…), on the wall of its zone", () => {
    const at = parseSchedule("at(2027-03-29T00:30:00)");
    if (at.kind !== "at") expect.fail(at.kind);
    expect(occurrences(at, "Europe/Madrid", SPRING)).to.deep.equal([new Date("2027-03-28T22:30:00Z")]);
    expect(occurrences(at, "Europe/Madrid", AUTUMN)).to.deep.equal([]);
  });

  it("knows how far a zone is from UTC without summer time, on both halves of the earth", () => {
    const zones = ["UTC", "Europe/Madrid", "Australia/Sydney", "America/St_Johns", "Asia/Kathmandu", "Moon/Base"];
    expect(zones.map(standardOffset)).to.deep.equal([0, 60, 600, -210, 345, undefined]);
  });

  it("shows the wall of a zone", () => {
    expect(wallClock(new Date("2027-07-01T22:30Z"), "Europe/Madrid")).to.equal("Fri 2027-07-02 00:30");
  });
});
