import { T } from "../aws-types";
import type { Weakening } from "./weakening";
import { forced, STORAGE_WEAKENINGS } from "./weakenings-storage";

const MAY_GO = "{name} may be deleted from now on";

const deletionProtection: Weakening = { input: "deletionProtection", destroys: "off", text: MAY_GO };

const finalSnapshot: Weakening = {
  input: "skipFinalSnapshot",
  destroys: "on",
  text: "the final snapshot of {name}, which is deleted without one from now on",
};

/**
 * With 0, RDS deletes the backups that there are: Amazon RDS user guide, Disabling automated backups,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.Disabling.html
 */
const retention = (input: string, absent: number): Weakening => ({
  input,
  destroys: "lower",
  absent,
  text: "automated backups of {name} older than {after} days (was {before})",
  none: "all automated backups of {name}",
});

const keptBackups = (input: string): Weakening => ({
  input,
  destroys: "on",
  absent: true,
  text: "automated backups of {name}, which go with it from now on",
});

const cluster = [deletionProtection, finalSnapshot, retention("backupRetentionPeriod", 1)];

const waiting = (input: string): Weakening => ({
  input,
  destroys: "lower",
  absent: 30,
  text: "time to take back a deletion of {name}: {after} days (was {before})",
});

const logs = (input: string): Weakening => ({
  input,
  destroys: "off",
  text: "requests to {name} are logged no more",
});

/** By type; of several inputs each is told. */
export const WEAKENINGS: Readonly<Record<string, readonly Weakening[]>> = {
  [T.databaseInstance]: [
    deletionProtection,
    finalSnapshot,
    retention("backupRetentionPeriod", 0),
    keptBackups("deleteAutomatedBackups"),
    { input: "multiAz", destroys: "off", text: "the standby of {name} in another zone" },
  ],
  [T.databaseCluster]: [...cluster, keptBackups("deleteAutomatedBackups")],
  "aws:docdb/cluster:Cluster": cluster,
  "aws:neptune/cluster:Cluster": cluster,
  "aws:redshift/cluster:Cluster": [finalSnapshot, retention("automatedSnapshotRetentionPeriod", 1)],
  [T.cacheGroup]: [retention("snapshotRetentionLimit", 0)],
  "aws:elasticache/cluster:Cluster": [retention("snapshotRetentionLimit", 0)],
  "aws:cognito/userPool:UserPool": [deletionProtection],
  "aws:dynamodb/table:Table": [
    { input: "deletionProtectionEnabled", destroys: "off", text: MAY_GO },
    { input: "pointInTimeRecovery.enabled", destroys: "off", text: "all automated backups of {name}" },
    { input: "ttl.enabled", destroys: "on", text: "items of {name} whose time is over" },
  ],
  "aws:efs/backupPolicy:BackupPolicy": [
    { input: "backupPolicy.status", destroys: "off", text: "{name} makes no backups any more" },
  ],
  "aws:kinesis/stream:Stream": [
    {
      input: "retentionPeriod",
      destroys: "lower",
      absent: 24,
      text: "records of {name} older than {after} h (was {before})",
    },
  ],
  [T.queue]: [
    {
      input: "messageRetentionSeconds",
      destroys: "lower",
      absent: 345_600,
      text: "messages of {name} older than {after} s (was {before})",
    },
  ],
  ...STORAGE_WEAKENINGS,
  [T.backupVault]: [forced("forceDestroy", "all recovery points")],
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": [
    {
      input: "minRetentionDays",
      destroys: "lower",
      absent: 0,
      text: "recovery points of {name} may be deleted after {after} days (was {before})",
    },
  ],
  // A plan's lifecycle holds for the backups that it makes from then on: AWS Backup developer guide, Updating a backup plan.
  [T.backupPlan]: [
    {
      list: "rules",
      by: ["ruleName"],
      input: "lifecycle.deleteAfter",
      destroys: "lower",
      absent: Infinity,
      isHarmlessIfNew: true,
      text: "{part} backups of {name} older than {after} days (was {before}), from now on",
    },
    {
      list: "rules",
      by: ["ruleName"],
      input: "",
      destroys: "removal",
      text: "{name} makes no {part} backups any more",
    },
  ],
  [T.backupSelection]: [
    { list: "resources", input: "", destroys: "removal", text: "{name} makes no backups of {part} any more" },
  ],
  [T.logGroup]: [
    {
      input: "retentionInDays",
      destroys: "lower",
      absent: Infinity,
      isZeroEndless: true,
      text: "log lines of {name} older than {after} days (was {before})",
    },
  ],
  [T.trail]: [
    { input: "enableLogging", destroys: "off", absent: true, text: "{name} records no calls any more" },
    { input: "isMultiRegionTrail", destroys: "off", text: "{name} records no calls in other regions any more" },
    { input: "isOrganizationTrail", destroys: "off", text: "{name} records no calls in other accounts any more" },
    {
      input: "includeGlobalServiceEvents",
      destroys: "off",
      absent: true,
      text: "{name} records no calls of global services any more",
    },
    { input: "enableLogFileValidation", destroys: "off", text: "changes of log files of {name} show no more" },
    { input: "eventSelectors", destroys: "removal", text: "{name} records no data events any more" },
    { input: "advancedEventSelectors", destroys: "removal", text: "{name} records no selected events any more" },
  ],
  // Amazon ECS developer guide, Application Load Balancer resources for blue/green, linear, and canary deployments:
  // each deployment takes the target group that the last one left.
  [T.service]: [
    {
      list: "loadBalancers",
      by: ["containerName"],
      input: "advancedConfiguration.alternateTargetGroupArn",
      destroys: "removal",
      text: "answers of {name} until its tasks are replaced, if the second target group, which goes, has its requests",
    },
  ],
  [T.loadBalancer]: [
    { input: "enableDeletionProtection", destroys: "off", text: MAY_GO },
    logs("accessLogs.enabled"),
    logs("connectionLogs.enabled"),
  ],
  [T.distribution]: [{ input: "loggingConfig", destroys: "removal", text: "requests to {name} are logged no more" }],
  "aws:cfg/recorderStatus:RecorderStatus": [
    { input: "isEnabled", destroys: "off", text: "{name} records no configuration any more" },
  ],
  "aws:guardduty/detector:Detector": [
    { input: "enable", destroys: "off", absent: true, text: "{name} watches the account no more" },
  ],
  [T.key]: [
    waiting("deletionWindowInDays"),
    {
      input: "isEnabled",
      destroys: "off",
      absent: true,
      text: "everything that {name} encrypts, as long as it is disabled",
    },
  ],
  [T.secret]: [waiting("recoveryWindowInDays")],
};
