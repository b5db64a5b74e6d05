import { BackupCopy, BackupPlan, DatabaseBackup } from "../components/data";
import { type Backend } from "./backend";
import { dumpKeeping } from "./backup-bucket";
import { dumpMissingHours } from "./config/rules/backup";
import { type Foundation } from "./context";
import { serviceImage } from "./services";

/** Nightly dumps with their restore, and AWS Backup's snapshots where they are wanted. */
export function createBackup(foundation: Foundation, { database }: Backend): DatabaseBackup {
  const { config, account, cluster, dumps, egress, group, keys, lifetime, logs, security, topics, opts } = foundation;
  const { backup } = config;
  const { architecture } = config.backend;
  const databaseBackup = new DatabaseBackup(
    "backup",
    {
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
      logs,
      alarmTopicArn: topics.regional,
      watchSchedule: config.alerts.alarms === "full",
      startAfter: [security, ...egress.ready],
      dumpKeyArn: keys.dumps,
      secretKeyArn: keys.data,
    },
    opts,
  );
  if (backup.copyTo !== undefined) {
    new BackupCopy(
      "copies",
      {
        account,
        region: backup.copyTo,
        database,
        retentionDays: config.database.backupRetentionDays,
        dumps,
        ...dumpKeeping(foundation),
        dumpKeyArn: keys.dumps,
        deletionWindowDays: lifetime.keyDeletionDays,
      },
      opts,
    );
  }
  if (backup.awsBackup) {
    new BackupPlan(
      "snapshots",
      {
        account,
        databaseArn: database.arn,
        bucketArns: Object.entries(foundation.buckets)
          .filter(([name]) => config.buckets[name]?.versions)
          .map(([, { bucketArn }]) => bucketArn),
        backupWindow: config.database.backupWindow,
        maintenanceWindow: config.database.maintenanceWindow,
        alarmTopicArn: topics.regional,
        forceDestroy: lifetime.forceDestroy,
        protect: lifetime.protect,
        keyArn: keys.data,
      },
      opts,
    );
  }
  return databaseBackup;
}
