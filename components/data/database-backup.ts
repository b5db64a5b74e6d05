import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { ContainerTask, type ContainerTaskArgs } from "../compute/container-task";
import { type LogSettings } from "../log-settings";
import { type BackupBucket } from "./backup-bucket";
import { type Database } from "./database";
import { createDumpAlarms } from "./dump-alarms";
import { createDumpSchedule } from "./dump-schedule";
import { dumpStatements, restoreStatements } from "./dump-statements";

export interface DatabaseBackupArgs {
  readonly account: AccountContext;
  readonly database: Pick<Database, "address" | "databaseName" | "port" | "secretArn">;
  readonly bucket: Pick<BackupBucket, "bucketArn" | "bucketName" | "ready">;
  /** Image with the commands `dump` and `restore`. */
  readonly image: pulumi.Input<string>;
  /** Repository that the image is pulled from. @default none, for public images */
  readonly pullRepositoryArn?: pulumi.Input<string> | undefined;
  readonly architecture: ContainerTaskArgs["architecture"];
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  /** Private subnets with a way out. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Groups that reach database, S3 and AWS's APIs. */
  readonly securityGroupIds: pulumi.Input<string>[];
  /** When the dump runs, e.g. `cron(0 2 * * ? *)`. */
  readonly schedule: string;
  /** IANA name, e.g. `Europe/Madrid`. */
  readonly timezone: string;
  /** Hours without a dump that are an alarm, 168 at most. @default 26, for one a day */
  readonly missingAfterHours?: number | undefined;
  /** How logs of dumps and restores are kept. */
  readonly logs: LogSettings;
  /** Key of the bucket's dumps, and of the schedule. @default SSE-S3 */
  readonly dumpKeyArn?: pulumi.Input<string> | undefined;
  /** Key of the database's secret. @default AWS's `aws/secretsmanager` */
  readonly secretKeyArn?: pulumi.Input<string> | undefined;
  /** Topic to notify of missing dumps. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Also alarm when the schedule cannot start the task. @default true */
  readonly watchSchedule?: boolean | undefined;
  /** Routes and rules that a task needs to start. @default none */
  readonly startAfter?: readonly pulumi.Resource[] | undefined;
}

/** The dump is streamed, so a larger database needs no more memory. */
const TASK_SIZE = { cpu: 256, memory: 512 } as const;

/**
 * Dumps of the database to S3 on a schedule, as a Fargate task; and the task that restores one, which only people run.
 *
 * Two task definitions of one image, with roles that differ: the dump may write dumps and not read them, the restore
 * may read them and not write. A schedule with its group, role and dead-letter queue; an alarm when no dump arrived.
 * Costs a few cents a month besides the bucket.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 a month
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - Requests: 0.40 per 1M requests
 * - Scheduled task, vCPU (ARM): 0.03238 per vCPU-h
 * - Scheduled task, Memory (ARM): 0.00356 per GB-h
 * </cost>
 *
 * @example
 * ```ts
 * const backup = new DatabaseBackup("backup", {
 *   account,
 *   database,
 *   bucket: dumps,
 *   image: registry.repository("backup").url,
 *   pullRepositoryArn: registry.repository("backup").arn,
 *   architecture: "arm64",
 *   clusterName: cluster.name,
 *   clusterArn: cluster.arn,
 *   subnetIds: network.privateSubnetIds,
 *   securityGroupIds: [security.groupId("dump")],
 *   schedule: "cron(0 2 * * ? *)",
 *   timezone: "UTC",
 *   logs: { retentionDays: 30 },
 *   alarmTopicArn: topic.arn,
 *   startAfter: [security, ...egress.ready],
 * });
 * ```
 */
export class DatabaseBackup extends pulumi.ComponentResource {
  readonly dump: ContainerTask;
  /** Restores the latest dump unless it is run with another command. */
  readonly restore: ContainerTask;
  /** For alarms and dashboards. */
  readonly deadLetterQueueName: pulumi.Output<string>;

  constructor(name: string, args: DatabaseBackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:DatabaseBackup", name, {}, opts);
    const {
      account,
      bucket,
      database,
      dumpKeyArn,
      missingAfterHours = 26,
      startAfter = [],
      watchSchedule = true,
    } = args;
    // Databases of two stacks in one account may have the same name, so the namespace tells them apart.
    const metricsNamespace = `${args.account.prefix}/backup`;
    const store = { account, bucketArn: bucket.bucketArn, keyArn: dumpKeyArn };

    this.dump = this.createTask(`${name}-dump`, args, {
      command: ["dump"],
      environment: {
        METRICS_NAMESPACE: metricsNamespace,
        BACKUP_KMS_KEY_ID: dumpKeyArn,
      },
      taskPolicyStatements: dumpStatements(store),
    });
    this.restore = this.createTask(`${name}-restore`, args, {
      command: ["restore", "latest"],
      taskPolicyStatements: restoreStatements(store),
    });
    const { deadLetterQueue } = createDumpSchedule(
      name,
      { ...args, task: this.dump, startAfter: [...bucket.ready, ...startAfter], keyArn: dumpKeyArn },
      { parent: this },
    );
    createDumpAlarms(
      name,
      {
        metricsNamespace,
        databaseName: database.databaseName,
        missingAfterHours,
        deadLetterQueueName: deadLetterQueue.name,
        alarmTopicArn: args.alarmTopicArn,
        watchSchedule,
      },
      { parent: this },
    );
    this.deadLetterQueueName = deadLetterQueue.name;
    this.registerOutputs({ restoreTaskDefinitionArn: this.restore.arn });
  }

  private createTask(
    name: string,
    { account, bucket, database, secretKeyArn, ...args }: DatabaseBackupArgs,
    settings: Pick<ContainerTaskArgs, "command" | "environment" | "taskPolicyStatements">,
  ): ContainerTask {
    return new ContainerTask(
      name,
      {
        account,
        image: args.image,
        pullRepositoryArn: args.pullRepositoryArn,
        architecture: args.architecture,
        ...TASK_SIZE,
        ...settings,
        environment: {
          DATABASE_HOST: database.address,
          DATABASE_PORT: database.port.toString(),
          DATABASE_NAME: database.databaseName,
          BACKUP_BUCKET: bucket.bucketName,
          ...settings.environment,
        },
        secrets: {
          DATABASE_USERNAME: pulumi.interpolate`${database.secretArn}:username::`,
          DATABASE_PASSWORD: pulumi.interpolate`${database.secretArn}:password::`,
        },
        secretArns: [database.secretArn],
        secretKeyArns: secretKeyArn === undefined ? [] : [secretKeyArn],
        logs: args.logs,
      },
      { parent: this },
    );
  }
}
