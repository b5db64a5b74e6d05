import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, awsManagedPolicyArn } from "../account";
import { createRuleAlarm } from "../operations/rule-alarm";
import { createServiceRole } from "../security/iam";
import { snapshotSchedule } from "./snapshot-time";

export interface BackupPlanArgs {
  readonly account: AccountContext;
  /** What is backed up. */
  readonly databaseArn: pulumi.Input<string>;
  /** Versioned buckets that are backed up with it. @default none */
  readonly bucketArns?: readonly pulumi.Input<string>[] | undefined;
  /** RDS's own windows, which the snapshot keeps away from. */
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
  /** Days that a snapshot is kept. RDS has no cold tier. @default 35 */
  readonly retentionDays?: number | undefined;
  /** Key of the vault; snapshots of RDS keep the database's own. @default AWS's `aws/backup` */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Topic to notify of failed jobs. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Delete the vault even when it holds snapshots. @default false */
  readonly forceDestroy?: boolean | undefined;
  /** Pulumi refuses to delete the vault. @default true */
  readonly protect?: boolean | undefined;
}

/**
 * Daily snapshots of the database and of buckets by AWS Backup: a second copy, in a vault with permissions of its own.
 *
 * Snapshots only: a continuous plan would take over the database's retention and window. Costs 0.095 USD a GB-month.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 a month
 * - Database snapshots (warm): 0.095 per GB-month warm (no cold tier for RDS)
 * </cost>
 *
 * @example
 * ```ts
 * new BackupPlan("snapshots", {
 *   account,
 *   databaseArn: database.arn,
 *   backupWindow: "03:00-04:00",
 *   maintenanceWindow: "sun:04:30-sun:05:30",
 *   alarmTopicArn: topic.arn,
 * });
 * ```
 */
export class BackupPlan extends pulumi.ComponentResource {
  readonly vaultName: pulumi.Output<string>;

  constructor(name: string, args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:BackupPlan", name, {}, opts);
    const { account, forceDestroy = false, protect = true, retentionDays = 35 } = args;
    const vault = new aws.backup.Vault(name, { forceDestroy, kmsKeyArn: args.keyArn }, { parent: this, protect });
    const plan = new aws.backup.Plan(
      name,
      {
        rules: [
          {
            ruleName: "daily",
            targetVaultName: vault.name,
            schedule: snapshotSchedule(args.backupWindow, args.maintenanceWindow),
            startWindow: 60,
            completionWindow: 180,
            lifecycle: { deleteAfter: retentionDays },
          },
        ],
      },
      { parent: this },
    );
    const { bucketArns = [] } = args;
    const policy = (direction: string) =>
      awsManagedPolicyArn(account, `service-role/AWSBackupServiceRolePolicyFor${direction}`);
    // AWS Backup developer guide, "Amazon S3 backups": the policies of buckets are others.
    const s3Policy = (direction: string) => awsManagedPolicyArn(account, `AWSBackupServiceRolePolicyForS3${direction}`);
    const s3Policies =
      bucketArns.length === 0 ? {} : { "s3-backup": s3Policy("Backup"), "s3-restore": s3Policy("Restore") };
    const { role, grants } = createServiceRole(
      name,
      {
        account,
        service: "backup.amazonaws.com",
        managedPolicyArns: { backup: policy("Backup"), restore: policy("Restores"), ...s3Policies },
      },
      { parent: this },
    );
    new aws.backup.Selection(
      name,
      { planId: plan.id, iamRoleArn: role.arn, resources: [args.databaseArn, ...bucketArns] },
      // AWS Backup checks the role when the selection is created.
      { parent: this, dependsOn: grants },
    );
    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        description: `${account.prefix}: a snapshot of the database by AWS Backup failed. Runbook: docs/runbooks/restore-database.md#aws-backup-failed`,
        eventPattern: pulumi.jsonStringify({
          source: ["aws.backup"],
          "detail-type": ["Backup Job State Change"],
          detail: { state: ["FAILED", "ABORTED", "EXPIRED"], backupVaultName: [vault.name] },
        }),
      },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(name, { rule: rule.name, arn: args.alarmTopicArn }, { parent: this });
    createRuleAlarm(
      `${name}-untold`,
      {
        ruleName: rule.name,
        alarmTopicArn: args.alarmTopicArn,
        description: `[warning] ${account.prefix}: EventBridge could not tell that a snapshot failed. Runbook: docs/runbooks/notifications.md#an-event-was-not-told`,
      },
      { parent: this },
    );
    this.vaultName = vault.name;
    this.registerOutputs({ vaultName: this.vaultName });
  }
}
