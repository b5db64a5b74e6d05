import { longestGapHours, parseSchedule, readSchedule, shortestGapMinutes } from "../schedule";

/** How a run that did not end well is tried again. */
export interface JobRetry {
  /** Exit codes of the container that are worth another try, each 1 to 255. */
  readonly exitCodes: readonly number[];
  /** Tries after the first, 0 to 5. */
  readonly times: number;
}

/** When a job runs and for how long. */
export interface JobRules {
  /** `cron(…)` or `rate(…)`. */
  readonly schedule: string;
  /** Minutes after which a run is stopped, all its tries together. */
  readonly timeoutMinutes: number;
  readonly retry: JobRetry;
}

/** `EX_TEMPFAIL` of BSD's `sysexits.h`: a failure that may pass, "the user is invited to retry". */
export const TEMPORARY_FAILURE = 75;

export const MOST_RETRIES = 5;
export const LONGEST_TIMEOUT_MINUTES = 7 * 24 * 60;

/** An alarm of one-hour periods looks back seven days at most (CloudWatch user guide, "Alarm evaluation"). */
const LONGEST_ALARM_HOURS = 7 * 24;
/** A change of the clocks. */
const GRACE_HOURS = 1;

/**
 * Hours without a run that ended well which are an alarm: the longest time between two starts and a whole run.
 *
 * @returns undefined where that is more than the seven days that an alarm looks back.
 */
export function missingAfterHours(
  { schedule, timeoutMinutes }: Pick<JobRules, "schedule" | "timeoutMinutes">,
  from = new Date(),
): number | undefined {
  const hours = longestGapHours(parseSchedule(schedule), from) + Math.ceil(timeoutMinutes / 60) + GRACE_HOURS;
  return hours <= LONGEST_ALARM_HOURS ? hours : undefined;
}

/** What is wrong with the times of a job, by setting. */
export function jobProblems(
  { schedule: expression, timeoutMinutes }: Pick<JobRules, "schedule" | "timeoutMinutes">,
  from = new Date(),
): { setting: "schedule" | "timeoutMinutes"; value: string | number; fix: string }[] {
  const schedule = readSchedule(expression);
  const wrong = (fix: string) => [{ setting: "schedule", value: expression, fix } as const];
  if (typeof schedule === "string") return wrong(schedule);
  if (schedule.kind === "at") return wrong("runs once: a job needs cron(…) or rate(…)");
  if (longestGapHours(schedule, from) === Infinity) return wrong("never runs");
  const shortest = shortestGapMinutes(schedule, from);
  if (timeoutMinutes < shortest) return [];
  return [
    {
      setting: "timeoutMinutes",
      value: timeoutMinutes,
      fix: `must be under the ${shortest} minutes between two starts of ${expression}: a run that still goes makes the next one fail`,
    },
  ];
}
