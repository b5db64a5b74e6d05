import { type ScheduleReader, type ScheduleTimes } from "@toolkit/cost/schedules";
import { readSchedule as read, runsOn, standardOffset, timesOfDay } from "../../components/schedule";

const known = new Map<string, ScheduleTimes | undefined>();

/** The program's reader of AWS's schedules, for the toolkit; the same expression is always the same object. */
export const readSchedule: ScheduleReader = (expression, timezone) => {
  const key = `${expression} ${timezone}`;
  if (!known.has(key)) known.set(key, timesOf(expression, timezone));
  return known.get(key);
};

function timesOf(expression: string, timezone: string): ScheduleTimes | undefined {
  const schedule = read(expression);
  if (typeof schedule === "string") return undefined;
  switch (schedule.kind) {
    case "rate":
      return schedule;
    case "at":
      return { kind: "once" };
    case "cron": {
      const utcOffset = standardOffset(timezone);
      if (utcOffset === undefined) return undefined;
      const runs = (date: Date) => runsOn({ ...schedule, years: [date.getUTCFullYear()] }, date);
      return { kind: "cron", timesOfDay: timesOfDay(schedule), runsOn: runs, utcOffset };
    }
  }
}
