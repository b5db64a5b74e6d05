import { expect } from "chai";
import fc from "fast-check";

import {
  longestGapHours,
  occurrences,
  parseCron,
  parseSchedule,
  runsOn,
  scheduleProblem,
  shiftWeeklyCron,
  skippedTimes,
} from "../../../components/schedule";
import { anyCron, daysOfWeek, minutesOfRuns, runsAt, runsOnDay, wallMinutes, wallOf } from "./slow-oracle";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Days on which clocks change or do not: by an hour at night, at midnight, by half an hour, never. */
const CHANGES: readonly (readonly [string, string])[] = [
  ["Europe/Madrid", "2027-03-27"],
  ["Europe/Madrid", "2027-10-30"],
  ["America/New_York", "2027-11-06"],
  ["Africa/Cairo", "2027-04-29"],
  ["America/Havana", "2027-03-13"],
  ["Australia/Lord_Howe", "2027-04-03"],
  ["Asia/Kathmandu", "2027-06-01"],
];

/** Two days around each change, and what the wall shows from two days before to two days after them. */
const changes = CHANGES.map(([timezone, first]) => {
  const start = new Date(`${first}T00:00Z`);
  const end = new Date(start.getTime() + 2 * DAY);
  const walls = wallMinutes(timezone, new Date(start.getTime() - 2 * DAY), new Date(end.getTime() + 2 * DAY));
  const shown = new Set(walls.map(([, { day, hour, minute }]) => `${day} ${hour} ${minute}`));
  const aroundIt = Array.from({ length: 4 * 24 * 60 }, (_, index) => new Date(start.getTime() - DAY + index * MINUTE));
  return {
    timezone,
    period: { start, end },
    walls: walls.filter(([instant]) => instant >= start && instant < end),
    neverShown: aroundIt.filter(
      (date) => !shown.has(`${date.getUTCDate()} ${date.getUTCHours()} ${date.getUTCMinutes()}`),
    ),
  };
});

describe("schedules, against a slow oracle", () => {
  it("run on the days that AWS's page says", () => {
    const days = Array.from({ length: 1461 }, (_, index) => new Date(Date.UTC(2026, 0, 1) + index * DAY));
    fc.assert(
      fc.property(anyCron, (cron) => {
        const schedule = parseCron(cron);
        const wrong = days.find((date) => runsOn(schedule, date) !== runsOnDay(cron, wallOf(date)));
        expect(wrong, cron).to.equal(undefined);
      }),
      { numRuns: 40 },
    );
  });

  it("run at the minutes that the wall of a time zone shows, once each, and skip those that it never shows", () => {
    fc.assert(
      fc.property(anyCron, (cron) => {
        for (const { timezone, period, walls, neverShown } of changes) {
          const runs = walls.filter(([, wall]) => runsAt(cron, wall)).map(([instant]) => instant.toISOString());
          const found = occurrences(parseCron(cron), timezone, period).map((instant) => instant.toISOString());
          expect(found.join(), `${cron} in ${timezone}`).to.equal(runs.join());
          const skipped = neverShown
            .filter((date) => runsAt(cron, wallOf(date)))
            .map((date) => date.toISOString().slice(0, 16).replace("T", " "));
          expect(skippedTimes(parseCron(cron), timezone, period), `${cron} in ${timezone}`).to.deep.equal(skipped);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("leave the gaps that walking through five years finds", () => {
    const from = new Date("2026-11-24T00:00:00Z");
    const days = Array.from({ length: 5 * 366 }, (_, index) => new Date(from.getTime() + index * DAY));
    fc.assert(
      fc.property(anyCron, (cron) => {
        const runs = minutesOfRuns(cron, days).map((run) => run - from.getTime() / MINUTE);
        const gaps = runs.slice(1).map((run, index) => run - (runs[index] ?? run));
        // Whole days before the first and after the last run are a gap, too.
        const before = Math.floor((runs[0] ?? Infinity) / 1440) * 1440;
        const after = (days.length - 1 - Math.floor((runs.at(-1) ?? -Infinity) / 1440)) * 1440;
        const longest = [before, after, ...gaps].reduce((most, gap) => Math.max(most, gap));
        expect(longestGapHours(parseSchedule(cron), from), cron).to.equal(Math.ceil(longest / 60));
      }),
      { numRuns: 12 },
    );
  });

  it("move by minutes: whatever ran then runs so much later, and nothing else does", () => {
    const weekly = fc
      .tuple(fc.nat(59), fc.nat(23), daysOfWeek)
      .map(([minute, hour, days]) => `cron(${minute} ${hour} ? * ${days} *)`);
    const fourWeeks = Array.from({ length: 28 }, (_, index) => new Date(Date.UTC(2027, 1, 22) + index * DAY));
    const inside = (run: number) => Math.abs(run * MINUTE - Date.UTC(2027, 2, 8)) < 7 * DAY;
    fc.assert(
      fc.property(weekly, fc.integer({ min: -3000, max: 3000 }), (cron, by) => {
        const moved = minutesOfRuns(shiftWeeklyCron(cron, by), fourWeeks).filter(inside);
        expect(moved, `${cron} by ${by}`).to.deep.equal(
          minutesOfRuns(cron, fourWeeks)
            .map((run) => run + by)
            .filter(inside),
        );
      }),
    );
  });

  it("are read as AWS writes them, and refused with a reason when a character is lost or doubled", () => {
    fc.assert(
      fc.property(anyCron, fc.nat(), (cron, at) => {
        expect(scheduleProblem(cron)).to.equal(undefined);
        const field = at % 6;
        const broken = (replace: (text: string) => string) =>
          `cron(${cron
            .slice(5, -1)
            .split(" ")
            .map((text, index) => (index === field ? replace(text) : text))
            .join(" ")})`;
        expect(scheduleProblem(broken((text) => `${text},`)), cron).to.be.a("string");
        expect(scheduleProblem(broken((text) => `${text}/0`)), cron).to.be.a("string");
        expect(scheduleProblem(broken(() => "")), cron).to.be.a("string");
      }),
    );
  });
});
