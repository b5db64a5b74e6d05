import { type DayRule, DAYS_OF_WEEK } from "./days";
import { readSchedule, runsInEveryMonth, timesOfDay } from "./expression";

const MINUTES_PER_DAY = 24 * 60;

/** One time of day on some days of every week. */
export interface WeeklyCron {
  /** Minutes since midnight. */
  readonly time: number;
  /** Days of the week from 1 (Sunday) to 7, in order. */
  readonly days: readonly number[];
}

/**
 * Reads a cron expression of one time of day on the same days of every week, such as `cron(0 20 ? * MON-FRI *)`: what
 * off-hours are made of, since such a schedule can be moved by minutes and proved over one week.
 *
 * @returns undefined for any other expression.
 */
export function parseWeeklyCron(expression: string): WeeklyCron | undefined {
  const schedule = readSchedule(expression);
  if (typeof schedule === "string" || schedule.kind !== "cron" || !runsInEveryMonth(schedule)) return undefined;
  const [time, ...others] = timesOfDay(schedule);
  const days = daysOfEveryWeek(schedule.day);
  return time === undefined || others.length > 0 || days === undefined ? undefined : { time, days };
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
  const days = cron.days.map((day) => ((((day - 1 + dayShift) % 7) + 7) % 7) + 1).sort((a, b) => a - b);
  const when =
    days.length === DAYS_OF_WEEK.length ? "* * ?" : `? * ${days.map((day) => DAYS_OF_WEEK[day - 1] ?? "").join(",")}`;
  return `cron(${time % 60} ${Math.floor(time / 60)} ${when} *)`;
}

function daysOfEveryWeek(rule: DayRule): readonly number[] | undefined {
  if (rule.kind === "daysOfWeek") return rule.days;
  return rule.kind === "daysOfMonth" && rule.days.length === 31 ? DAYS_OF_WEEK.map((_, index) => index + 1) : undefined;
}
