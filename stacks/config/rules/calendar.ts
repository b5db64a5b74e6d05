import { type Period } from "./periods";
import { type Schedule } from "./schedule";

export type CronSchedule = Extract<Schedule, { kind: "cron" }>;

/** A time on a wall clock, written as if it were UTC. */
type WallTime = number;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The moments at which AWS runs a cron schedule in a time zone.
 *
 * A time that a change of the clocks skips does not run; one that it repeats runs once.
 *
 * Source: EventBridge Scheduler user guide, "Daylight savings time on EventBridge Scheduler".
 */
export function occurrences(schedule: CronSchedule, timezone: string, { start, end }: Period): Date[] {
  return wallTimes(schedule, { start, end })
    .flatMap((time) => instantOf(time, timezone) ?? [])
    .filter((instant) => instant >= start.getTime() && instant < end.getTime())
    .map((instant) => new Date(instant));
}

/** Times of a schedule that do not exist, because the clocks jump over them; written as on the wall. */
export function skippedTimes(schedule: CronSchedule, timezone: string, period: Period): string[] {
  return wallTimes(schedule, period)
    .filter((time) => instantOf(time, timezone) === undefined)
    .map((time) => new Date(time).toISOString().slice(0, 16).replace("T", " "));
}

/** Date and time on the wall of a time zone, e.g. `Fri 2026-11-27 20:00`. */
export function wallClock(instant: Date, timezone: string): string {
  const shown = new Date(instant.getTime() + offsetOf(instant.getTime(), timezone));
  const weekday = shown.toUTCString().slice(0, 3);
  return `${weekday} ${shown.toISOString().slice(0, 16).replace("T", " ")}`;
}

function wallTimes(schedule: CronSchedule, { start, end }: Period): WallTime[] {
  // No zone is more than 14 hours from UTC, so a day on either side is enough.
  const first = Math.floor(start.getTime() / DAY) - 1;
  const last = Math.floor(end.getTime() / DAY) + 1;
  const times = schedule.hours.flatMap((hour) => schedule.minutes.map((minute) => (hour * 60 + minute) * MINUTE));
  return Array.from({ length: last - first + 1 }, (_, index) => new Date((first + index) * DAY))
    .filter(
      (day) =>
        schedule.day(day) &&
        schedule.months.includes(day.getUTCMonth() + 1) &&
        schedule.years.includes(day.getUTCFullYear()),
    )
    .flatMap((day) => times.map((time) => day.getTime() + time));
}

/** The first moment at which the wall shows this time; undefined when it never does. */
function instantOf(time: WallTime, timezone: string): number | undefined {
  const day = Math.floor(time / DAY) * DAY;
  const [before, after] = [offsetOf(day - DAY, timezone), offsetOf(day + 2 * DAY, timezone)];
  if (before === after) return time - before;
  return [time - before, time - after]
    .sort((a, b) => a - b)
    .find((instant) => instant + offsetOf(instant, timezone) === time);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Milliseconds that the wall is ahead of UTC; remembered, since asking takes long. */
function offsetOf(instant: number, timezone: string): number {
  const key = `${timezone} ${instant}`;
  const offset = offsets.get(key) ?? askOffset(instant, timezone);
  offsets.set(key, offset);
  return offset;
}

function askOffset(instant: number, timezone: string): number {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat("en", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  formats.set(timezone, format);
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return wall - Math.floor(instant / MINUTE) * MINUTE;
}
