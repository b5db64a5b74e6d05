/** Days as AWS counts them: 1 is Sunday. */
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MINUTES_PER_DAY = 24 * 60;
/** Minutes that the database is given to be available before tasks connect to it. */
export const DATABASE_LEAD_MINUTES = 15;

/** One time of day on some days of every week. */
export interface WeeklyCron {
  /** Minutes since midnight. */
  readonly time: number;
  /** Days of the week from 0 (Sunday) to 6, in order. */
  readonly days: readonly number[];
}

/**
 * Reads a `cron(minutes hours ? * days *)`, or `cron(minutes hours * * ? *)` for every day, with one minute and one
 * hour: what off-hours are made of, since such a schedule can be moved by minutes and proved over one week.
 *
 * @returns undefined for any other expression.
 */
export function parseWeeklyCron(expression: string): WeeklyCron | undefined {
  const [, minute, hour, dayOfMonth, dayOfWeek = ""] =
    /^cron\((\d{1,2}) (\d{1,2}) (\?|\*) \* (\?|\*|[A-Za-z0-9,-]+) \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hour === undefined || Number(minute) > 59 || Number(hour) > 23) return undefined;
  const everyDay = dayOfMonth === "*" && dayOfWeek === "?";
  if (!everyDay && (dayOfMonth !== "?" || dayOfWeek === "?")) return undefined;
  const days = everyDay || dayOfWeek === "*" ? DAYS.map((_, index) => index) : parseDays(dayOfWeek);
  return days === undefined ? undefined : { time: Number(hour) * 60 + Number(minute), days };
}

/**
 * The same schedule some minutes earlier (negative) or later, across midnight if need be.
 *
 * @throws Error for what `parseWeeklyCron` does not read.
 */
export function shiftWeeklyCron(expression: string, minutes: number): string {
  const cron = parseWeeklyCron(expression);
  if (cron === undefined) throw new Error(`${expression} is not a weekly cron of one time of day`);
  const moved = cron.time + minutes;
  const dayShift = Math.floor(moved / MINUTES_PER_DAY);
  const time = moved - dayShift * MINUTES_PER_DAY;
  const days = cron.days.map((day) => (((day + dayShift) % 7) + 7) % 7).sort((a, b) => a - b);
  const when = days.length === DAYS.length ? "* * ?" : `? * ${days.map((day) => DAYS[day] ?? "").join(",")}`;
  return `cron(${time % 60} ${Math.floor(time / 60)} ${when} *)`;
}

function parseDays(text: string): number[] | undefined {
  const days = text.split(",").flatMap((part) => {
    const [from = NaN, to = from, ...more] = part.split("-").map(dayIndex);
    if (more.length > 0 || Number.isNaN(from) || Number.isNaN(to) || to < from) return [NaN];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  return days.some(Number.isNaN) ? undefined : [...new Set(days)].sort((a, b) => a - b);
}

function dayIndex(text: string): number {
  const named = DAYS.indexOf(text.toUpperCase());
  if (named >= 0) return named;
  return /^[1-7]$/.test(text) ? Number(text) - 1 : NaN;
}
