import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { DatabaseBackup, type DatabaseBackupArgs } from "../../components/data";
import { T } from "@toolkit/offline/aws-types";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy, type Deployment } from "@toolkit/offline/testing";
import { account, KEY, policyOf, REPOSITORY, SECRET, TOPIC, trustOf } from "./compute-support";
import { statements } from "./infrastructure-support";

const BUCKET = "arn:aws:s3:::webapp-dev-dumps-1a2b";
const CLUSTER = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:cluster/webapp-dev`;

const backup = (change: Partial<DatabaseBackupArgs> = {}) =>
  new DatabaseBackup("backup", {
    account,
    database: {
      address: pulumi.output("database.example"),
      databaseName: "app",
      port: 3306,
      secretArn: pulumi.output(SECRET),
    },
    bucket: { bucketArn: pulumi.output(BUCKET), bucketName: pulumi.output("webapp-dev-dumps-1a2b"), ready: [] },
    image: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backup@sha256:${"0".repeat(64)}`,
    pullRepositoryArn: REPOSITORY,
    architecture: "arm64",
    clusterName: "webapp-dev",
    clusterArn: CLUSTER,
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-dump"],
    schedule: "cron(0 2 * * ? *)",
    timezone: "Europe/Madrid",
    logs: { retentionDays: 14 },
    alarmTopicArn: TOPIC,
    ...change,
  });

/** The role behind a logical name, by ARN. */
const roleArn = (deployment: Deployment, name: string): string =>
  `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.named(name, "aws:iam/role:Role").id}`;

/** The queue's id is its URL. */
const queueName = (deployment: Deployment): string => deployment.only(T.queue).id.split("/").at(-1) ?? "";
const queueArn = (deployment: Deployment): string => `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${queueName(deployment)}`;
const family = (name: string): string => `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task-definition/webapp-dev-${name}`;

describe("DatabaseBackup", () => {
  it("starts the dump on Fargate by the schedule, in the newest revision, and keeps what failed", async () => {
    const deployment = await deploy(() => backup());
    expect(deployment.only(T.schedule).inputs).to.deep.equal({
      groupName: deployment.only(T.scheduleGroup).id,
      description: "Starts the dump of the database",
      scheduleExpression: "cron(0 2 * * ? *)",
      scheduleExpressionTimezone: "Europe/Madrid",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: CLUSTER,
        roleArn: roleArn(deployment, "backup-schedule"),
        ecsParameters: {
          taskDefinitionArn: family("backup-dump"),
          launchType: "FARGATE",
          taskCount: 1,
          networkConfiguration: {
            subnets: ["subnet-a", "subnet-b"],
            securityGroups: ["sg-dump"],
            assignPublicIp: false,
          },
          enableEcsManagedTags: true,
          propagateTags: "TASK_DEFINITION",
        },
        deadLetterConfig: { arn: queueArn(deployment) },
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 3600 },
      },
    });
  });

  it("lets the scheduler run this task only, for its group only", async () => {
    const deployment = await deploy(() => backup());
    expect(trustOf(deployment, "backup-schedule")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: {
            "aws:SourceArn": `arn:aws:scheduler:us-east-1:${ACCOUNT_ID}:schedule-group/${deployment.only(T.scheduleGroup).id}`,
          },
        },
      },
    ]);
    expect(policyOf(deployment, "backup-schedule")).to.deep.equal([
      {
        Sid: "RunTask",
        Effect: "Allow",
        Action: "ecs:RunTask",
        Resource: [family("backup-dump"), `${family("backup-dump")}:*`],
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
      },
      {
        Sid: "PassTaskRoles",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: [roleArn(deployment, "backup-dump-execution"), roleArn(deployment, "backup-dump-task")],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      {
        Sid: "TagTask",
        Effect: "Allow",
        Action: "ecs:TagResource",
        Resource: `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task/webapp-dev/*`,
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
      {
        Sid: "DeadLetters",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: queueArn(deployment),
      },
    ]);
  });

  it("waits with the schedule until its roles may do what they must", async () => {
    const deployment = await deploy(() => backup());
    const needed = ["backup-schedule", "backup-dump-execution", "backup-dump-task"];
    const policies = needed.map((name) => deployment.named(name, "aws:iam/rolePolicy:RolePolicy").urn);
    expect(deployment.only(T.schedule).dependsOn).to.include.members(policies);
  });

  it("encrypts the dead-letter queue and keeps it off plain HTTP", async () => {
    const deployment = await deploy(() => backup());
    expect(deployment.only(T.queue).inputs).to.deep.equal({
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
    expect(statements(deployment.inputs("aws:sqs/queuePolicy:QueuePolicy").policy)).to.deep.equal([
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queueArn(deployment),
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("gives the dump the right to write and the restore the right to read, and never both", async () => {
    const deployment = await deploy(() => backup());
    expect(policyOf(deployment, "backup-dump-task")).to.deep.equal([
      {
        Sid: "WriteDumps",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: `${BUCKET}/dumps/*`,
      },
    ]);
    expect(policyOf(deployment, "backup-restore-task")).to.deep.equal([
      {
        Sid: "ReadDumps",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:RestoreObject"],
        Resource: `${BUCKET}/dumps/*`,
      },
      { Sid: "FindDumps", Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET },
    ]);
  });

  it("extends these rights to the keys, through S3 and for the schedule only", async () => {
    const dumpKey = `${KEY}-dumps`;
    const deployment = await deploy(() =>
      backup({ dumpKeyArn: dumpKey, secretKeyArn: KEY, logs: { retentionDays: 14, keyArn: KEY } }),
    );
    const keyStatements = (name: string) =>
      policyOf(deployment, name).filter(({ Sid }) => Sid === "DumpKey" || Sid === "ScheduleKey");
    const via = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` } });
    const allow = { Effect: "Allow", Resource: dumpKey };
    expect(keyStatements("backup-dump-task")).to.deep.equal([
      { Sid: "DumpKey", ...allow, Action: ["kms:Decrypt", "kms:GenerateDataKey"], Condition: via("s3") },
    ]);
    expect(keyStatements("backup-restore-task")).to.deep.equal([
      { Sid: "DumpKey", ...allow, Action: "kms:Decrypt", Condition: via("s3") },
    ]);
    // The role of a schedule decrypts itself: a condition on a service in between would refuse it.
    const schedules = `arn:aws:scheduler:us-east-1:${ACCOUNT_ID}:schedule/${String(deployment.only(T.schedule).inputs.groupName)}/*`;
    expect(keyStatements("backup-schedule")).to.deep.equal([
      {
        Sid: "ScheduleKey",
        ...allow,
        Action: "kms:Decrypt",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:scheduler:schedule:arn": schedules } },
      },
    ]);
    expect(deployment.only(T.schedule).inputs.kmsKeyArn).to.equal(dumpKey);
    expect(deployment.named("backup-dump", T.taskDefinition).inputs.containerDefinitions).to.contain(
      JSON.stringify({ name: "BACKUP_KMS_KEY_ID", value: dumpKey }),
    );
  });

  it("runs both in the smallest size, and schedules the dump alone", async () => {
    const deployment = await deploy(() => backup());
    expect(deployment.all(T.taskDefinition).map(({ name, inputs }) => [name, inputs.cpu, inputs.memory])).to.deep.equal(
      [
        ["backup-dump", "256", "512"],
        ["backup-restore", "256", "512"],
      ],
    );
    expect(deployment.all(T.schedule)).to.have.length(1);
  });

  it("alarms when 26 hours bring no dump, and counts silence as none", async () => {
    const deployment = await deploy(() => backup());
    const { alarmDescription, ...inputs } = deployment.named("backup-missing", T.metricAlarm).inputs;
    expect(alarmDescription).to.equal(
      "No dump of the database arrived in 26 hours. Runbook: docs/runbooks/restore-database.md#no-dump-arrived",
    );
    expect(inputs).to.deep.equal({
      namespace: "webapp-dev/backup",
      metricName: "DumpCompleted",
      dimensions: { Database: "app" },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 26,
      datapointsToAlarm: 26,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
    // What the alarm reads is what the dump is told to write.
    expect(deployment.named("backup-dump", T.taskDefinition).inputs.containerDefinitions).to.contain(
      JSON.stringify({ name: "METRICS_NAMESPACE", value: "webapp-dev/backup" }),
    );
  });

  it("alarms on the dead-letter queue by its name, where wanted", async () => {
    const deployment = await deploy(() => backup());
    expect(deployment.named("backup-not-started", T.metricAlarm).inputs).to.deep.include({
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queueName(deployment) },
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
    });
    const quiet = await deploy(() => backup({ watchSchedule: false, missingAfterHours: 74 }));
    expect(quiet.all(T.metricAlarm).map(({ name }) => name)).to.deep.equal(["backup-missing"]);
    expect(quiet.only(T.metricAlarm).inputs).to.include({ evaluationPeriods: 74, datapointsToAlarm: 74 });
  });
});
