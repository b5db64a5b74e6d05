import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/**
 * Days that a storage class bills at least, and the fewest days before S3 moves an object there.
 * Source: "Amazon S3 storage classes" and "Lifecycle transitions", S3 user guide.
 */
export const coldClasses = {
  glacierIr: { minimumDays: 90 },
  glacier: { minimumDays: 90 },
  deepArchive: { minimumDays: 180 },
} as const;

export function backupProblems({ backup }: WebappConfig): Problem[] {
  const problems: Problem[] = [];
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
