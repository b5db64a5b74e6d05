import { longestGapHours, parseSchedule, scheduleProblem } from "../../../components/schedule";
import { partitionOf } from "../../../components/partition";
import { type Problem } from "../problems";
import { meant } from "../nearest";
import { type StackConfig } from "../stack-config";
import { bundledRegions } from "./region";

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

export function backupProblems(config: StackConfig): Problem[] {
  const { backup } = config;
  const problems: Problem[] = [...dumpScheduleProblems(backup.schedule), ...copyProblems(config)];
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

/** What the bucket of copies is called after, and how much AWS's provider takes of that. */
const COPY_SUFFIX = "-dumps-copy-";
const LONGEST_BUCKET_PREFIX = 37;

/** Copies stand in another region of the same partition: nothing is copied between partitions. */
function copyProblems({ aws, backup: { copyTo }, prefix }: StackConfig): Problem[] {
  if (copyTo === undefined) return [];
  const key = "webapp:backup.copyTo";
  const problem = (fix: string): Problem[] => [{ key, value: copyTo, fix }];
  if (copyTo === aws.region) return problem("is the stack's own region: name another, which is not lost with it");
  if (partitionOf(copyTo) !== partitionOf(aws.region)) {
    return problem(`is in another partition than ${aws.region}: AWS copies nothing between partitions`);
  }
  if (!bundledRegions.includes(copyTo)) {
    return problem(
      `is a region in which no stack could run (app/certificates), so nothing could be restored${meant(copyTo, bundledRegions)}`,
    );
  }
  return prefix.length + COPY_SUFFIX.length <= LONGEST_BUCKET_PREFIX
    ? []
    : problem(
        `needs a project and stack name of at most ${LONGEST_BUCKET_PREFIX - COPY_SUFFIX.length} characters together (${prefix}): names of buckets begin with them`,
      );
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
