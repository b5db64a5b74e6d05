import { expect } from "chai";

import { OFFICE_HOURS } from "../../support/off-hours";
import { parse, parseProd, refusal } from "./raw";

type Json = Record<string, unknown>;

/** Office hours with changes, section by section. */
const changed = (changes: Record<string, Json> = {}): Json =>
  Object.fromEntries(
    [...new Set([...Object.keys(OFFICE_HOURS), ...Object.keys(changes)])].map((section) => [
      section,
      { ...(OFFICE_HOURS as Record<string, Json>)[section], ...changes[section] },
    ]),
  );

const floor = (schedule: string, timezone = "Europe/Madrid") => ({
  scaling: { floors: { morning: { schedule, timezone, minTasks: 2 } } },
});

const refused: [string, Record<string, Json>, string][] = [
  ["a stop that AWS refuses", { offHours: { stop: "cron(0 25 ? * MON-FRI *)" } }, "webapp:offHours.stop"],
  ["a rate", { offHours: { stop: "rate(1 day)" } }, "must be one time a day on days of the week"],
  ["several times a day", { offHours: { start: "cron(0 7,9 ? * MON-FRI *)" } }, "webapp:offHours.start"],
  ["a start that never comes", { offHours: { start: "cron(0 7 ? * MON-FRI 2020)" } }, "webapp:offHours.start"],
  ["stop and start at once", { offHours: { start: "cron(0 20 ? * MON-FRI *)" } }, "needs an hour at least between"],
  ["less than an hour", { offHours: { start: "cron(30 19 ? * MON-FRI *)" } }, "between start and stop ("],
  ["a stop twice", { offHours: { stop: "cron(0 20 * * ? *)" } }, "webapp:offHours.stop"],
  ["a start twice", { offHours: { start: "cron(0 7 * * ? *)" } }, "comes twice in a row"],
  [
    "a start that spring skips",
    { offHours: { start: "cron(30 2 * * ? *)", stop: "cron(0 20 * * ? *)" } },
    "which Europe/Madrid skips when its clocks go forward",
  ],
  [
    "a start just after the hour that spring skips",
    { offHours: { start: "cron(0 3 * * ? *)", stop: "cron(0 20 * * ? *)" } },
    "webapp:offHours.start (the database, 15 minutes earlier)",
  ],
  ["a dump at night", { backup: { schedule: "cron(0 2 ? * TUE-SAT *)" } }, "webapp:backup.schedule"],
  ["a dump on Sundays", { backup: { schedule: "cron(0 17 * * ? *)" } }, "17:00 Europe/Madrid, while the database is"],
  ["a dump that the stop interrupts", { backup: { schedule: "cron(30 19 ? * MON-FRI *)" } }, "it needs 1 h"],
  [
    // 5:30 UTC is 6:30 in winter, before the database starts, and 7:30 in summer.
    "a dump that only summer time allows",
    { backup: { schedule: "cron(30 5 ? * MON-FRI *)", timezone: "UTC" } },
    "06:30 Europe/Madrid",
  ],
  ["a dump every hour", { backup: { schedule: "rate(1 hour)" } }, "runs at all hours"],
  ["a snapshot at night", { backup: { awsBackup: true } }, "webapp:backup.awsBackup = true"],
  ["a backup window at night", { database: { backupWindow: "02:00-03:00" } }, "so it would never be backed up"],
  ["a backup window that a stop cuts", { database: { backupWindow: "18:30-19:30" } }, "is cut by a start or stop"],
  [
    "a maintenance window at the weekend",
    { database: { maintenanceWindow: "sun:09:00-sun:10:00" } },
    "webapp:database.maintenanceWindow",
  ],
  [
    "a maintenance window over midnight",
    { database: { maintenanceWindow: "tue:23:30-wed:00:30" } },
    "webapp:database.maintenanceWindow",
  ],
  [
    "a rotation at any hour",
    { database: { passwordRotationSchedule: undefined } },
    "webapp:database.passwordRotationDays = 30 rotates at any hour",
  ],
  [
    "a rotation at night",
    { database: { passwordRotationSchedule: "cron(0 22 ? * 3#1 *)" } },
    "webapp:database.passwordRotationSchedule",
  ],
  [
    "a rotation on a date, which may be a Sunday",
    { database: { passwordRotationSchedule: "cron(0 10 1 * ? *)" } },
    "webapp:database.passwordRotationSchedule",
  ],
  ["a floor at night", { backend: floor("cron(0 6 ? * MON-FRI *)") }, "webapp:backend.scaling.floors.morning.schedule"],
  ["a floor at the weekend", { ssr: floor("cron(0 9 * * ? *)") }, "while the services are stopped"],
  ["a floor that AWS refuses", { ssr: floor("cron(0 9 * * * *)") }, "needs ? in exactly one"],
];

describe("off-hours in the configuration", () => {
  it("accepts hours that everything else fits into", () => {
    expect(refusal(() => parse(changed()))).to.equal("");
    expect(refusal(() => parse(changed({ backend: floor("cron(30 8 ? * MON-FRI *)") })))).to.equal("");
    expect(
      refusal(() => parse({ ...changed({ ssr: floor("cron(0 3 * * ? *)") }), frontend: "spa" })),
      "floors of the variant that does not run",
    ).to.equal("");
  });

  it("accepts a night that spans two days", () => {
    const nights = changed({
      offHours: { stop: "cron(0 1 ? * TUE-SAT *)", start: "cron(0 9 ? * MON-FRI *)", timezone: "America/New_York" },
      backup: { schedule: "cron(30 22 ? * MON-FRI *)", timezone: "America/New_York" },
      database: {
        backupWindow: "16:00-17:00",
        maintenanceWindow: "wed:03:00-wed:04:00",
        passwordRotationSchedule: "cron(0 15 ? * 3#1 *)",
      },
    });
    expect(refusal(() => parse(nights))).to.equal("");
  });

  for (const [what, changes, expected] of refused) {
    it(`refuses ${what}`, () => {
      expect(refusal(() => parse(changed(changes)))).to.contain(expected);
    });
  }

  it("names every conflict of a stack that only sets the hours", () => {
    const lines = refusal(() => parse({ offHours: OFFICE_HOURS.offHours })).split("\n");
    expect(lines.map((line) => line.trim().split(" ")[0])).to.deep.equal([
      "Configuration",
      "webapp:backup.schedule",
      "webapp:database.backupWindow",
      "webapp:database.maintenanceWindow",
      "webapp:database.passwordRotationDays",
    ]);
  });

  it("is refused in prod unless the risk is accepted", () => {
    const prod = changed({ backup: { awsBackup: false } });
    const image = { uri: `123456789012.dkr.ecr.us-east-1.amazonaws.com/x/backup@sha256:${"0f".repeat(32)}` };
    const withImage = { ...prod, backup: { ...(prod.backup as Json), image } };
    expect(refusal(() => parseProd(withImage))).to.match(/webapp:offHours = \{.*\} is refused in prod/);
    expect(refusal(() => parseProd({ ...withImage, acceptedRisks: ["offHours"] }))).to.equal("");
  });

  it("takes only rotation schedules that Secrets Manager takes", () => {
    const rotation = (schedule: string) => refusal(() => parse({ database: { passwordRotationSchedule: schedule } }));
    expect(rotation("cron(0 10 1 * ? *)")).to.equal("");
    expect(rotation("cron(30 10 1 * ? *)")).to.contain("must be at minute 0");
    expect(rotation("cron(0 10,12 1 * ? *)")).to.contain("must be at minute 0 of one hour");
    expect(rotation("cron(0 23 1 * ? *)")).to.contain("must be at 22 h at the latest");
    expect(rotation("cron(0 10 1 1 ? *)")).to.contain("once in three months");
    expect(rotation("rate(10 days)")).to.contain("must be cron(…)");
    expect(rotation("cron(0 10 1 * * *)")).to.contain("needs ? in exactly one");
  });
});
