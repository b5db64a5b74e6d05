import { databaseStart } from "../../../components/operations/off-hours/database-start";
import {
  occurrences,
  parseCron,
  parseWeeklyCron,
  type Period,
  scheduleProblem,
  skippedTimes,
  wallClock,
} from "../../../components/schedule";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { dumpProblems, floorProblems, jobProblems, rotationProblems, windowProblems } from "./off-hours-work";
import { type OffHoursConfig, onHours } from "./on-hours";

const HOUR = 3_600_000;
/** A year and some weeks: every day of the week on both sides of both changes of the clocks. */
const LOOKED_AT = 56 * 7 * 24 * HOUR;
/** Stopping or starting a database takes minutes, and neither works while the other goes on. */
const SHORTEST_PERIOD = HOUR;

/** What is wrong with the off-hours, and what else the stack would do while it is stopped. */
export function offHoursProblems(config: WebappConfig, from = new Date()): Problem[] {
  const { offHours } = config;
  if (offHours === undefined) return [];
  const period = { start: from, end: new Date(from.getTime() + LOOKED_AT) };
  const own = [...cronProblems(offHours), ...timeProblems(offHours, period)];
  if (own.length > 0) return own;
  const hours = { ...onHours(offHours, period), offHours, period };
  return [
    ...dumpProblems(config, hours),
    ...jobProblems(config, hours),
    ...windowProblems(config, hours),
    ...rotationProblems(config, hours),
    ...floorProblems(config, hours),
  ];
}

function cronProblems(offHours: OffHoursConfig): Problem[] {
  return (["stop", "start"] as const).flatMap((name) => {
    const value = offHours[name];
    const malformed = scheduleProblem(value);
    const fix =
      malformed ??
      (parseWeeklyCron(value) === undefined
        ? "must be one time a day on days of the week, such as cron(0 20 ? * MON-FRI *)"
        : undefined);
    return fix === undefined ? [] : [{ key: `webapp:offHours.${name}`, value, fix }];
  });
}

function timeProblems(offHours: OffHoursConfig, period: Period): Problem[] {
  if (cronProblems(offHours).length > 0) return [];
  const { stop, start, timezone } = offHours;
  const skipped = Object.entries({ stop, start, "start (the database, 15 minutes earlier)": databaseStart(start) })
    .map(([name, cron]) => [name, skippedTimes(parseCron(cron), timezone, period)[0]] as const)
    .flatMap(([name, time]) =>
      time === undefined
        ? []
        : [
            {
              key: `webapp:offHours.${name}`,
              fix: `falls on ${time}, which ${timezone} skips when its clocks go forward, so AWS would not run it: move it out of that hour`,
            },
          ],
    );
  return [...skipped, ...alternationProblems(offHours, period)];
}

/** Each stop is followed by one start and each start by one stop, an hour apart at least. */
function alternationProblems({ stop, start, timezone }: OffHoursConfig, period: Period): Problem[] {
  const events = Object.entries({ stop, start })
    .flatMap(([name, cron]) => occurrences(parseCron(cron), timezone, period).map((at) => ({ name, at })))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, event] of events.entries()) {
    const next = events[index + 1];
    if (next === undefined) break;
    const when = `${wallClock(event.at, timezone)} and ${wallClock(next.at, timezone)}`;
    if (next.name === event.name) {
      return [
        {
          key: `webapp:offHours.${event.name}`,
          value: event.name === "stop" ? stop : start,
          fix: `comes twice in a row (${when}): give stop and start the same number of days`,
        },
      ];
    }
    if (next.at.getTime() - event.at.getTime() < SHORTEST_PERIOD) {
      return [
        { key: "webapp:offHours", fix: `needs an hour at least between ${event.name} and ${next.name} (${when})` },
      ];
    }
  }
  return [];
}
