import type * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { type LogSettings } from "../log-settings";

export interface DatabaseArgs {
  readonly account: AccountContext;
  /** Isolated subnets in at least two AZs. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups that admit traffic; `Security` owns their rules. */
  readonly securityGroupIds: pulumi.Input<string>[];
  /** Schema that is created at first; letters, digits and `_`. Fixed at creation. */
  readonly databaseName: string;
  /** Master user; names that attackers try first (`admin`, `root`) are refused. Fixed at creation. */
  readonly username: string;
  /** RDS instance class, e.g. `db.t4g.micro`. */
  readonly instanceClass: string;
  /** GiB of gp3 storage to begin with, 20 or more. */
  readonly storageGb: number;
  /** GiB that storage autoscaling may reach, at least 10 % above `storageGb`. */
  readonly maxStorageGb: number;
  /** A standby in another AZ: doubles the price of instance and storage. */
  readonly multiAz: boolean;
  /** Days of point-in-time recovery, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Daily, UTC, e.g. `03:00-03:30`. */
  readonly backupWindow: string;
  /** Weekly, UTC, e.g. `sun:04:00-sun:05:00`; must not meet the backup window. */
  readonly maintenanceWindow: string;
  /** Days between rotations of the master password, 1 to 365. */
  readonly passwordRotationDays: number;
  /** `cron(0 hour … )` in UTC at which rotations begin, instead of any hour of the day. @default by days */
  readonly passwordRotationSchedule?: string | undefined;
  /** Whether users can log in with IAM tokens. */
  readonly iamAuthentication: boolean;
  /** Whether AWS refuses to delete the instance. */
  readonly deletionProtection: boolean;
  /** Whether deletion leaves a snapshot, and automated backups stay until they expire. */
  readonly finalSnapshot: boolean;
  /**
   * ARN of a snapshot to create the instance from; it keeps the snapshot's key, schema and master user. Another ARN on
   * a live stack replaces the instance by one made from that snapshot; leaving it out later changes nothing. @default an empty database
   */
  readonly restoreFrom?: string | undefined;
  /** Key of storage and insights; fixed at creation. @default AWS's `aws/rds` */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Key of the master password's secret. @default AWS's `aws/secretsmanager` */
  readonly secretKeyArn?: pulumi.Input<string> | undefined;
  /** How exported logs are kept. */
  readonly logs: LogSettings;
  /** Seconds between operating-system metrics: 0 (off), 1, 5, 10, 15, 30 or 60. */
  readonly monitoringSeconds: number;
  /** Whether changes are made now, with the restart that some need, or in the maintenance window. */
  readonly applyImmediately: boolean;
  /** Whether Pulumi refuses to delete or replace the instance. */
  readonly protect: boolean;
}
