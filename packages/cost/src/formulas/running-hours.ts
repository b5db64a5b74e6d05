import { HOURS_PER_MONTH } from "./time";

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MINUTES_PER_DAY = 24 * 60;
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

/** A value that holds from each time of an AWS `cron(...)` until the next event. */
export interface WeeklyEvent<T> {
  readonly cron: string;
  readonly value: T;
}

/** A value with the share of the week in which it holds. */
export interface WeeklyShare<T> {
  readonly value: T;
  readonly share: number;
}

/** How long each value holds in a week; empty without events. The last event of a week reaches into the next. */
export function weeklyShares<T>(events: readonly WeeklyEvent<T>[]): WeeklyShare<T>[] {
  const times = events
    .flatMap(({ cron, value }) => minutesOfWeek(cron).map((at) => ({ at, value })))
    .sort((a, b) => a.at - b.at);
  const first = times[0];
  if (first === undefined) return [];
  return times.map(({ at, value }, index) => {
    const until = times[index + 1]?.at ?? first.at + MINUTES_PER_WEEK;
    return { value, share: (until - at) / MINUTES_PER_WEEK };
  });
}

/** Share of a week that lies between each start and the next stop; both are AWS `cron(...)` expressions. */
export function runningShare(startCron: string, stopCron: string): number {
  const shares = weeklyShares([
    { cron: startCron, value: 1 },
    { cron: stopCron, value: 0 },
  ]);
  return shares.length === 0 ? 1 : shares.reduce((sum, { value, share }) => sum + value * share, 0);
}

/** Hours a month, from a share of the week. */
export function runningHours(share: number): number {
  return HOURS_PER_MONTH * share;
}

/** Runs a month of a daily or weekly `cron(...)` or of a `rate(...)`; one run a day when it cannot be told. */
export function runsPerMonth(expression: string): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const perUnit = { minute: HOURS_PER_MONTH * 60, hour: HOURS_PER_MONTH, day: HOURS_PER_MONTH / 24 };
    return perUnit[rate[2] as keyof typeof perUnit] / Number(rate[1]);
  }
  return (minutesOfWeek(expression).length * HOURS_PER_MONTH) / (7 * 24);
}

/** Minutes of the week, counted from Sunday 00:00, at which a `cron(minute hour * * weekday *)` fires. */
export function minutesOfWeek(expression: string): number[] {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  const [minute = "0", hour = "0", , , weekday = "*"] = fields ?? [];
  const days = expand(weekday, 7, (name) => (DAYS.includes(name) ? DAYS.indexOf(name) : Number(name) - 1));
  const hours = expand(hour, 24, Number);
  const minutes = expand(minute, 60, Number);
  return days.flatMap((d) => hours.flatMap((h) => minutes.map((m) => d * MINUTES_PER_DAY + h * 60 + m)));
}

/** Values of one cron field: lists, ranges that may wrap around, steps and the wildcards `*` and `?`. */
function expand(field: string, size: number, parse: (text: string) => number): number[] {
  return field.split(",").flatMap((part) => {
    const [range = "", step = "1"] = part.split("/");
    const [from = "", to] = range.split("-");
    const wild = from === "*" || from === "?";
    const start = wild ? 0 : parse(from);
    const end = wild || (to === undefined && part.includes("/")) ? size - 1 : parse(to ?? from);
    const length = ((end - start + size) % size) + 1;
    return Array.from({ length: Math.ceil(length / Number(step)) }, (_, i) => (start + i * Number(step)) % size);
  });
}
