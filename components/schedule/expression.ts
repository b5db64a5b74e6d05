import { type DayRule, isEveryDay, isOn, parseDayOfMonth, parseDayOfWeek } from "./days";
import { type FieldSpec, parseField, ScheduleError } from "./fields";

/** `cron(…)` in numbers, each list in order. */
export interface CronSchedule {
  readonly kind: "cron";
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly day: DayRule;
}

/** `rate(…)`: so many minutes between two runs. */
export interface RateSchedule {
  readonly kind: "rate";
  readonly minutes: number;
}

/** `at(…)`: once, at a time such as `2027-01-31T07:00:00` of the schedule's time zone. */
export interface AtSchedule {
  readonly kind: "at";
  readonly time: string;
}

/** A schedule that AWS accepts. */
export type Schedule = CronSchedule | RateSchedule | AtSchedule;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const MINUTE: FieldSpec = { name: "minutes", least: 0, most: 59 };
const HOUR: FieldSpec = { name: "hours", least: 0, most: 23 };
const MONTH: FieldSpec = { name: "month", least: 1, most: 12, words: MONTHS };
const YEAR: FieldSpec = { name: "year", least: 1970, most: 2199 };
const MINUTES_PER = { minute: 1, hour: 60, day: 24 * 60 } as const;

/**
 * Reads `cron(minutes hours day-of-month month day-of-week year)`, `rate(value unit)` or `at(yyyy-mm-ddThh:mm:ss)`.
 *
 * @throws ScheduleError that says what AWS would refuse.
 * Source: EventBridge Scheduler user guide, "Schedule types in EventBridge Scheduler",
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseSchedule(expression: string): Schedule {
  const [, kind, inside] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === undefined || inside === undefined) {
    throw new ScheduleError("must be cron(minutes hours day-of-month month day-of-week year), rate(…) or at(…)");
  }
  switch (kind) {
    case "cron":
      return cronOf(inside);
    case "rate":
      return rateOf(inside);
    default:
      return atOf(inside);
  }
}

/** The schedule, or what AWS would refuse of it as the end of a sentence that begins with its key. */
export function readSchedule(expression: string): Schedule | string {
  try {
    return parseSchedule(expression);
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}

/** What AWS would refuse of a schedule expression; undefined when it is right. */
export function scheduleProblem(expression: string): string | undefined {
  const read = readSchedule(expression);
  return typeof read === "string" ? read : undefined;
}

/** @throws ScheduleError for what is no cron expression. */
export function parseCron(expression: string): CronSchedule {
  const schedule = parseSchedule(expression);
  if (schedule.kind !== "cron") throw new ScheduleError(`must be cron(…), not ${schedule.kind}(…)`);
  return schedule;
}

/** Whether a schedule runs on a calendar day; the date is read in UTC. */
export function runsOn({ day, months, years }: CronSchedule, date: Date): boolean {
  return isOn(day, date) && months.includes(date.getUTCMonth() + 1) && years.includes(date.getUTCFullYear());
}

/** Whether a schedule runs in every month of every year, if not on every day. */
export function runsInEveryMonth({ months, years }: CronSchedule): boolean {
  return [[months, MONTH] as const, [years, YEAR] as const].every(
    ([values, { least, most }]) => values.length === most - least + 1,
  );
}

/** Whether a schedule runs on every day, by what its fields say. */
export function runsOnEveryDay(schedule: CronSchedule): boolean {
  return isEveryDay(schedule.day) && runsInEveryMonth(schedule);
}

/** Minutes after midnight at which a schedule runs on each of its days, in order. */
export function timesOfDay({ hours, minutes }: CronSchedule): number[] {
  return hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
}

function cronOf(inside: string): CronSchedule {
  const fields = inside.trim().split(/\s+/);
  const [minutes = "", hours = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) {
    throw new ScheduleError(
      `has ${fields.length} fields in cron(…) and AWS wants 6: minutes, hours, day of month, month, day of week, year`,
    );
  }
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    throw new ScheduleError("needs ? in exactly one of day of month and day of week");
  }
  return {
    kind: "cron",
    minutes: parseField(minutes, MINUTE),
    hours: parseField(hours, HOUR),
    months: parseField(month, MONTH),
    years: parseField(year, YEAR),
    day: dayOfMonth === "?" ? parseDayOfWeek(dayOfWeek) : parseDayOfMonth(dayOfMonth),
  };
}

function rateOf(inside: string): RateSchedule {
  const [, digits, unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const value = Number(digits);
  if (digits === undefined || unit === undefined || value < 1 || (value > 1 && plural === "")) {
    throw new ScheduleError("needs a rate such as rate(1 hour) or rate(12 hours): a whole number from 1, and its unit");
  }
  return { kind: "rate", minutes: value * MINUTES_PER[unit as keyof typeof MINUTES_PER] };
}

function atOf(inside: string): AtSchedule {
  const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(inside) ? new Date(`${inside}Z`) : undefined;
  // A day that does not exist rolls over into the next month.
  if (date === undefined || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(inside)) {
    throw new ScheduleError("needs a time that exists, as in at(2027-01-31T07:00:00)");
  }
  return { kind: "at", time: inside };
}
