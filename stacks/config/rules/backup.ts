import { longestGapHours, parseSchedule, scheduleProblem } from "../../../components/schedule";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/**
 * Days that a storage class bills at least, and the fewest days before S3 moves an object there.
 * Source: "Amazon S3 storage classes" and "Lifecycle transitions", S3 user guide.
 */
const coldClasses = {
  glacierIr: { minimumDays: 90 },
  glacier: { minimumDays: 90 },
  deepArchive: { minimumDays: 180 },
} as const;

/** Hours after the latest moment of the next dump before its absence is an alarm: the dump itself, and clock changes. */
const GRACE_HOURS = 2;
/** An alarm of one-hour periods looks back seven days at most (CloudWatch user guide, "Alarm evaluation"). */
const LONGEST_ALARM_HOURS = 7 * 24;

/** Hours without a dump that are an alarm: 26 for one a night. */
export const dumpMissingHours = (schedule: string, from = new Date()): number =>
  longestGapHours(parseSchedule(schedule), from) + GRACE_HOURS;

export function backupProblems({ backup }: WebappConfig): Problem[] {
  const problems: Problem[] = dumpScheduleProblems(backup.schedule);
  const { storageClass, glacierAfterDays, expireAfterDays, objectLockDays } = backup;
  if (storageClass !== "none") {
    const earliest = glacierAfterDays + coldClasses[storageClass].minimumDays;
    if (expireAfterDays < earliest) {
      problems.push({
        key: "webapp:backup.expireAfterDays",
        value: expireAfterDays,
        fix: `must be at least ${earliest}: ${storageClass} bills ${coldClasses[storageClass].minimumDays} days at least, so deleting earlier costs more than keeping`,
      });
    }
  }
  if (objectLockDays > expireAfterDays) {
    problems.push({
      key: "webapp:backup.objectLockDays",
      value: objectLockDays,
      fix: `must not exceed webapp:backup.expireAfterDays (${expireAfterDays}): a locked dump cannot expire`,
    });
  }
  return problems;
}

function dumpScheduleProblems(schedule: string): Problem[] {
  const key = "webapp:backup.schedule";
  const malformed = scheduleProblem(schedule);
  if (malformed !== undefined) return [{ key, value: schedule, fix: malformed }];
  return dumpMissingHours(schedule) <= LONGEST_ALARM_HOURS
    ? []
    : [
        {
          key,
          value: schedule,
          fix: `leaves more than ${LONGEST_ALARM_HOURS - GRACE_HOURS} hours between dumps, longer than an alarm can watch: run it at least every six days`,
        },
      ];
}
