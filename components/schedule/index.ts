export { occurrences, type Period, skippedTimes, type TimedSchedule } from "./calendar";
export { type DayRule } from "./days";
export {
  type AtSchedule,
  type CronSchedule,
  parseCron,
  parseSchedule,
  type RateSchedule,
  readSchedule,
  runsOn,
  type Schedule,
  scheduleProblem,
  timesOfDay,
} from "./expression";
export { ScheduleError } from "./fields";
export { longestGapHours, shortestGapMinutes } from "./gaps";
export { standardOffset, wallClock } from "./time-zone";
export { parseWeeklyCron, shiftWeeklyCron, type WeeklyCron } from "./weekly";
