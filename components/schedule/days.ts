import { type FieldSpec, parseField, parseValue, ScheduleError } from "./fields";

/** The days on which a schedule runs, as the one of its two day fields says that is not `?`. Sunday is 1, as AWS counts. */
export type DayRule =
  | { readonly kind: "daysOfMonth"; readonly days: readonly number[] }
  | { readonly kind: "lastDayOfMonth" }
  /** `15W`: the weekday, Monday to Friday, that is nearest to the day and in the same month. */
  | { readonly kind: "nearestWeekday"; readonly day: number }
  | { readonly kind: "daysOfWeek"; readonly days: readonly number[] }
  /** `2#1`: the first Monday of the month. */
  | { readonly kind: "nthOfMonth"; readonly dayOfWeek: number; readonly nth: number }
  /** `6L`: the last Friday of the month. */
  | { readonly kind: "lastOfMonth"; readonly dayOfWeek: number };

const SATURDAY = 7;
/** Days of the week as AWS names them, from Sunday. */
export const DAYS_OF_WEEK = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
const DAY_OF_MONTH: FieldSpec = { name: "day of month", least: 1, most: 31 };
const DAY_OF_WEEK: FieldSpec = { name: "day of week", least: 1, most: 7, words: DAYS_OF_WEEK };

/** `1,15`, `L` or `15W`. */
export function parseDayOfMonth(text: string): DayRule {
  if (text === "L") return { kind: "lastDayOfMonth" };
  if (text.endsWith("W")) {
    return { kind: "nearestWeekday", day: parseValue(text.slice(0, -1), DAY_OF_MONTH, text) };
  }
  return { kind: "daysOfMonth", days: parseField(text, DAY_OF_MONTH) };
}

/** `MON-FRI`, `2#1`, `6L`, or `L` alone: the last day of the week, a Saturday. */
export function parseDayOfWeek(text: string): DayRule {
  if (text === "L") return { kind: "daysOfWeek", days: [SATURDAY] };
  if (text.endsWith("L")) {
    return { kind: "lastOfMonth", dayOfWeek: parseValue(text.slice(0, -1), DAY_OF_WEEK, text) };
  }
  const [name = "", nth, ...more] = text.split("#");
  if (nth === undefined) return { kind: "daysOfWeek", days: parseField(text, DAY_OF_WEEK) };
  if (more.length > 0 || !/^[1-5]$/.test(nth)) {
    throw new ScheduleError(`has day of week "${text}": # takes one number from 1 to 5`);
  }
  return { kind: "nthOfMonth", dayOfWeek: parseValue(name, DAY_OF_WEEK, text), nth: Number(nth) };
}

/** Whether a rule holds on every day, as `*` does in either field. */
export function isEveryDay(rule: DayRule): boolean {
  if (rule.kind === "daysOfMonth") return rule.days.length === DAY_OF_MONTH.most;
  return rule.kind === "daysOfWeek" && rule.days.length === DAY_OF_WEEK.most;
}

/** Whether a rule holds on a calendar day; the date is read in UTC. */
export function isOn(rule: DayRule, date: Date): boolean {
  const day = date.getUTCDate();
  const dayOfWeek = date.getUTCDay() + 1;
  switch (rule.kind) {
    case "daysOfMonth":
      return rule.days.includes(day);
    case "lastDayOfMonth":
      return day === daysInMonth(date);
    case "nearestWeekday":
      return day === nearestWeekday(date, rule.day);
    case "daysOfWeek":
      return rule.days.includes(dayOfWeek);
    case "nthOfMonth":
      return dayOfWeek === rule.dayOfWeek && Math.ceil(day / 7) === rule.nth;
    case "lastOfMonth":
      return dayOfWeek === rule.dayOfWeek && day > daysInMonth(date) - 7;
  }
}

const daysInMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

function nearestWeekday(date: Date, wanted: number): number | undefined {
  const last = daysInMonth(date);
  if (wanted > last) return undefined;
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted)).getUTCDay();
  if (day === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (day === 0) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
}
