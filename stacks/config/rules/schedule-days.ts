import { type FieldSpec, parseField, parseValue, ScheduleError } from "./schedule-fields";

/** Whether a schedule runs on a calendar day; the date is read in UTC. */
export type DayRule = (date: Date) => boolean;

const DAY_OF_MONTH: FieldSpec = { name: "day of month", least: 1, most: 31 };
const DAY_OF_WEEK: FieldSpec = {
  name: "day of week",
  least: 1,
  most: 7,
  words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
};

/** `1,15`, `L` (the last day) or `15W` (the weekday nearest to the 15th, in the same month). */
export function parseDayOfMonth(text: string): DayRule {
  if (text === "L") return (date) => date.getUTCDate() === daysInMonth(date);
  if (text.endsWith("W")) {
    const wanted = parseValue(text.slice(0, -1), DAY_OF_MONTH, text);
    return (date) => date.getUTCDate() === nearestWeekday(date, wanted);
  }
  const days = parseField(text, DAY_OF_MONTH);
  return (date) => days.includes(date.getUTCDate());
}

/** `MON-FRI`, `2#1` (the first Monday of the month) or `6L` (its last Friday). */
export function parseDayOfWeek(text: string): DayRule {
  if (text.endsWith("L")) {
    // A bare L is the last day of the week, which is Saturday every week.
    const day = text === "L" ? undefined : parseValue(text.slice(0, -1), DAY_OF_WEEK, text);
    if (day === undefined) return (date) => weekday(date) === 7;
    return (date) => weekday(date) === day && date.getUTCDate() > daysInMonth(date) - 7;
  }
  const [name = "", nth, ...more] = text.split("#");
  if (nth !== undefined) {
    if (more.length > 0 || !/^[1-5]$/.test(nth)) {
      throw new ScheduleError(`has day of week "${text}": # takes one number from 1 to 5`);
    }
    const day = parseValue(name, DAY_OF_WEEK, text);
    return (date) => weekday(date) === day && Math.ceil(date.getUTCDate() / 7) === Number(nth);
  }
  const days = parseField(text, DAY_OF_WEEK);
  return (date) => days.includes(weekday(date));
}

/** 1 is Sunday, as AWS counts. */
const weekday = (date: Date): number => date.getUTCDay() + 1;

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
