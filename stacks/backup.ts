import { BackupBucket, BackupPlan, DatabaseBackup } from "../components/data";
import { type LogArchive, logTo } from "../components/operations";
import { type Backend } from "./backend";
import { dumpMissingHours } from "./config/rules/backup";
import { type Foundation, type StackContext } from "./foundation";
import { type Keys } from "./keys";
import { serviceImage } from "./services";

/** The bucket of dumps, made before the network's way out, whose S3 endpoint admits named buckets only. */
export function createBackupBucket(
  { config, opts }: StackContext,
  keys: Keys,
  archive: LogArchive | undefined,
): BackupBucket {
  const { backup, prefix, profile } = config;
  const bucket = new BackupBucket(
    "dumps",
    {
      prefix,
      storageClass: backup.storageClass,
      glacierAfterDays: backup.glacierAfterDays,
      expireAfterDays: backup.expireAfterDays,
      objectLockDays: backup.objectLockDays,
      // Locked dumps cannot be deleted with the bucket, by anybody who may not bypass the lock.
      forceDestroy: profile === "dev" && backup.objectLockDays === 0,
      protect: profile === "prod",
      ...(keys.dumps === undefined ? {} : { keyArn: keys.dumps }),
    },
    opts,
  );
  logTo("dumps", archive, bucket.bucketName, { parent: bucket });
  return bucket;
}

/** Nightly dumps with their restore, and AWS Backup's snapshots where they are wanted. */
export function createBackup(foundation: Foundation, { database }: Backend): DatabaseBackup {
  const { config, account, cluster, dumps, egress, group, keys, security, topics, opts } = foundation;
  const { backup, prefix, profile } = config;
  const { architecture } = config.backend;
  const databaseBackup = new DatabaseBackup(
    "backup",
    {
      prefix,
      account,
      database,
      bucket: dumps,
      ...serviceImage(foundation, "backup", { image: backup.image, architecture }),
      architecture,
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      subnetIds: [...foundation.workloadSubnetIds],
      securityGroupIds: [group("dump")],
      schedule: backup.schedule,
      timezone: backup.timezone,
      missingAfterHours: dumpMissingHours(backup.schedule),
      logRetentionDays: config.logs.retentionDays,
      alarmTopicArn: topics.regional,
      watchSchedule: config.alerts.alarms === "full",
      startAfter: [security, ...egress.ready],
      ...(keys.logs === undefined ? {} : { logsKeyArn: keys.logs }),
      ...(keys.dumps === undefined ? {} : { dumpKeyArn: keys.dumps }),
      ...(keys.data === undefined ? {} : { secretKeyArn: keys.data }),
    },
    opts,
  );
  if (backup.awsBackup) {
    new BackupPlan(
      "snapshots",
      {
        prefix,
        account,
        databaseArn: database.arn,
        backupWindow: config.database.backupWindow,
        maintenanceWindow: config.database.maintenanceWindow,
        alarmTopicArn: topics.regional,
        forceDestroy: profile === "dev",
        protect: profile === "prod",
        ...(keys.data === undefined ? {} : { keyArn: keys.data }),
      },
      opts,
    );
  }
  return databaseBackup;
}
