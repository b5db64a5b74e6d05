import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { deploy } from "@toolkit/offline/testing";
import { TOPIC } from "./compute-support";
import { backup, CLUSTER, family, queueArn, queueName, roleArn } from "./database-backup-support";
import { statements } from "./infrastructure-support";

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
