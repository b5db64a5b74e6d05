import { type DayRule, parseDayOfMonth, parseDayOfWeek } from "./schedule-days";
import { type FieldSpec, parseField, ScheduleError } from "./schedule-fields";

/** A schedule that AWS accepts, in numbers. */
export type Schedule =
  | {
      readonly kind: "cron";
      readonly minutes: readonly number[];
      readonly hours: readonly number[];
      /** 1 to 12. */
      readonly months: readonly number[];
      readonly years: readonly number[];
      /** Whether the schedule runs on this day, given in UTC. */
      readonly day: DayRule;
    }
  | { readonly kind: "rate"; readonly minutes: number }
  | { readonly kind: "at"; readonly time: string };

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
 * Source: EventBridge Scheduler user guide, "Schedule types in EventBridge Scheduler".
 */
export function parseSchedule(expression: string): Schedule {
  const [, kind, inside] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === undefined || inside === undefined) {
    throw new ScheduleError("must be cron(minutes hours day-of-month month day-of-week year), rate(…) or at(…)");
  }
  switch (kind) {
    case "cron":
      return parseCron(inside);
    case "rate":
      return parseRate(inside);
    default:
      return parseAt(inside);
  }
}

/** What AWS would refuse of a schedule expression; undefined when it is right. */
export function scheduleProblem(expression: string): string | undefined {
  try {
    parseSchedule(expression);
    return undefined;
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}

function parseCron(inside: string): Schedule {
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

function parseRate(inside: string): Schedule {
  const [, digits, unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const value = Number(digits);
  if (digits === undefined || unit === undefined || value < 1 || (value > 1 && plural === "")) {
    throw new ScheduleError("needs a rate such as rate(1 hour) or rate(12 hours): a whole number from 1, and its unit");
  }
  return { kind: "rate", minutes: value * MINUTES_PER[unit as keyof typeof MINUTES_PER] };
}

function parseAt(inside: string): Schedule {
  const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(inside) ? new Date(`${inside}Z`) : undefined;
  // A day that does not exist rolls over into the next month.
  if (date === undefined || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(inside)) {
    throw new ScheduleError("needs a time that exists, as in at(2027-01-31T07:00:00)");
  }
  return { kind: "at", time: inside };
}
