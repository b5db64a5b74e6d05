import { type AtSchedule, type CronSchedule, runsOn, timesOfDay } from "./expression";
import { instantOf, type WallTime } from "./time-zone";

/** From `start` up to, but not including, `end`. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/** A schedule that names its times; `rate(…)` counts from whenever it was created. */
export type TimedSchedule = CronSchedule | AtSchedule;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The moments at which AWS runs a schedule in a time zone.
 *
 * A time that a change of the clocks skips does not run; one that it repeats runs once.
 *
 * Source: EventBridge Scheduler user guide, "Daylight savings time on EventBridge Scheduler",
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function occurrences(schedule: TimedSchedule, timezone: string, { start, end }: Period): Date[] {
  return wallTimes(schedule, { start, end })
    .flatMap((time) => instantOf(time, timezone) ?? [])
    .filter((instant) => instant >= start.getTime() && instant < end.getTime())
    .map((instant) => new Date(instant));
}

/** Times of a schedule that do not exist, because the clocks jump over them; written as on the wall. */
export function skippedTimes(schedule: TimedSchedule, timezone: string, period: Period): string[] {
  return wallTimes(schedule, period)
    .filter((time) => instantOf(time, timezone) === undefined)
    .map((time) => new Date(time).toISOString().slice(0, 16).replace("T", " "));
}

/** The times on the wall that may lie in a period, whatever the time zone. */
function wallTimes(schedule: TimedSchedule, { start, end }: Period): WallTime[] {
  if (schedule.kind === "at") return [Date.parse(`${schedule.time}Z`)];
  // No zone is more than 14 hours from UTC, so a day on either side is enough.
  const first = Math.floor(start.getTime() / DAY) - 1;
  const last = Math.floor(end.getTime() / DAY) + 1;
  const times = timesOfDay(schedule).map((minutes) => minutes * MINUTE);
  return Array.from({ length: last - first + 1 }, (_, index) => new Date((first + index) * DAY))
    .filter((day) => runsOn(schedule, day))
    .flatMap((day) => times.map((time) => day.getTime() + time));
}
