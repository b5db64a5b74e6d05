import { type CronSchedule, runsOn, runsOnEveryDay, type Schedule, timesOfDay } from "./expression";

const MINUTES_PER_DAY = 24 * 60;
/** Covers each month, and a 29 February. */
const DAYS_LOOKED_AT = 5 * 366;

/**
 * The longest time in hours between two runs, rounded up; Infinity for what runs once or hardly ever.
 *
 * Local time is taken as if clocks never changed: a change adds an hour at most.
 */
export function longestGapHours(schedule: Schedule, from: Date): number {
  switch (schedule.kind) {
    case "at":
      return Infinity;
    case "rate":
      return Math.ceil(schedule.minutes / 60);
    case "cron":
      return Math.ceil(longestGapMinutes(schedule, from) / 60);
  }
}

/** The shortest time in minutes between two runs; Infinity for what runs once. Local time is taken as above. */
export function shortestGapMinutes(schedule: Schedule, from: Date): number {
  switch (schedule.kind) {
    case "at":
      return Infinity;
    case "rate":
      return schedule.minutes;
    case "cron": {
      const { within, between } = gapsOf(schedule, from);
      return Math.min(Infinity, ...within, ...between);
    }
  }
}

function longestGapMinutes(schedule: CronSchedule, from: Date): number {
  const { days, within, between } = gapsOf(schedule, from);
  const [firstDay] = days;
  const lastDay = days[days.length - 1];
  if (firstDay === undefined || lastDay === undefined) return Infinity;
  const edges = Math.max(firstDay, DAYS_LOOKED_AT - 1 - lastDay) * MINUTES_PER_DAY;
  return Math.max(0, edges, ...within, ...between);
}

/**
 * Days with runs from a date on, of which every day gives the first and the last only, and the minutes between the runs of a
 * day and from the last of one to the next day's first.
 */
function gapsOf(schedule: CronSchedule, from: Date) {
  const times = timesOfDay(schedule);
  const first = times[0] ?? 0;
  const last = times[times.length - 1] ?? first;
  const within = times.slice(1).map((time, index) => time - (times[index] ?? time));
  // Most schedules: no need to look at 1,830 days, which took a fifth of reading a configuration.
  if (runsOnEveryDay(schedule)) {
    return { days: [0, DAYS_LOOKED_AT - 1], within, between: [MINUTES_PER_DAY + first - last] };
  }
  const start = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  const days = Array.from({ length: DAYS_LOOKED_AT }, (_, index) => index).filter((index) =>
    runsOn(schedule, new Date(start + index * MINUTES_PER_DAY * 60_000)),
  );
  return {
    days,
    within,
    between: days.slice(1).map((day, index) => (day - (days[index] ?? day)) * MINUTES_PER_DAY + first - last),
  };
}
