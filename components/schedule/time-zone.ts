/** A time on a wall clock, in milliseconds and written as if it were UTC. */
export type WallTime = number;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Date and time on the wall of a time zone, e.g. `Fri 2026-11-27 20:00`. */
export function wallClock(instant: Date, timezone: string): string {
  const shown = new Date(instant.getTime() + offsetOf(instant.getTime(), timezone));
  const weekday = shown.toUTCString().slice(0, 3);
  return `${weekday} ${shown.toISOString().slice(0, 16).replace("T", " ")}`;
}

/** The first moment at which the wall shows this time; undefined when it never does. */
export function instantOf(time: WallTime, timezone: string): number | undefined {
  const day = Math.floor(time / DAY) * DAY;
  const [before, after] = [offsetOf(day - DAY, timezone), offsetOf(day + 2 * DAY, timezone)];
  if (before === after) return time - before;
  return [time - before, time - after]
    .sort((a, b) => a - b)
    .find((instant) => instant + offsetOf(instant, timezone) === time);
}

/** Minutes that the wall of a time zone is ahead of UTC, without summer time; undefined for a zone that nobody knows. */
export function standardOffset(timezone: string): number | undefined {
  try {
    const year = new Date().getUTCFullYear();
    return Math.min(...[0, 6].map((month) => offsetOf(Date.UTC(year, month, 1), timezone))) / MINUTE;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
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
