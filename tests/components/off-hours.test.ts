import { expect } from "chai";

import { OffHours, type OffHoursArgs } from "../../components/operations";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy, refusal } from "@toolkit/offline/testing";
import { account, KEY, policyOf, TOPIC, trustOf } from "./compute-support";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const RULE = "aws:cloudwatch/eventRule:EventRule";

const TARGET_ARN = `arn:aws:application-autoscaling:us-east-1:${ACCOUNT_ID}:scalable-target/1234abcd`;
const SERVICE_ARN = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:service/web/backend`;
const DATABASE_ARN = `arn:aws:rds:us-east-1:${ACCOUNT_ID}:db:web-db`;

const offHours = (change: Partial<OffHoursArgs> = {}) =>
  new OffHours("off-hours", {
    account,
    stop: "cron(0 20 ? * MON-FRI *)",
    start: "cron(0 7 ? * MON-FRI *)",
    timezone: "Europe/Madrid",
    services: {
      backend: {
        serviceName: "backend",
        serviceArn: SERVICE_ARN,
        resourceId: "service/web/backend",
        scalableTargetArn: TARGET_ARN,
        minTasks: 2,
        maxTasks: 5,
      },
    },
    clusterName: "web",
    database: { identifier: "web-db", arn: DATABASE_ARN },
    logs: { retentionDays: 14 },
    alarmTopicArn: TOPIC,
    ...change,
  });

const json = (text: unknown): unknown => JSON.parse(String(text));

describe("OffHours", () => {
  it("calls AWS at both ends of the night", async () => {
    const deployment = await deploy(() => offHours());
    const calls = deployment.all(SCHEDULE).map(({ name, inputs }) => {
      const { arn, input } = inputs.target as { arn: string; input: string };
      return [name, inputs.scheduleExpression, arn, json(input)];
    });
    const service = { ServiceNamespace: "ecs", ScalableDimension: "ecs:service:DesiredCount" };
    const register = "arn:aws:scheduler:::aws-sdk:applicationautoscaling:registerScalableTarget";
    expect(calls).to.deep.equal([
      [
        "stop-backend",
        "cron(0 20 ? * MON-FRI *)",
        register,
        { ...service, ResourceId: "service/web/backend", MinCapacity: 0, MaxCapacity: 0 },
      ],
      [
        "start-backend",
        "cron(0 7 ? * MON-FRI *)",
        register,
        { ...service, ResourceId: "service/web/backend", MinCapacity: 2, MaxCapacity: 5 },
      ],
      [
        "stop-database",
        "cron(0 20 ? * MON-FRI *)",
        "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance",
        { DbInstanceIdentifier: "web-db" },
      ],
      [
        "start-database",
        "cron(45 6 ? * MON,TUE,WED,THU,FRI *)",
        "arn:aws:scheduler:::aws-sdk:rds:startDBInstance",
        { DbInstanceIdentifier: "web-db" },
      ],
    ]);
  });

  it("has schedules of its own group with retries and a dead-letter queue", async () => {
    const deployment = await deploy(() => offHours());
    const schedule = deployment.named("stop-database", SCHEDULE);
    const group = deployment.only("aws:scheduler/scheduleGroup:ScheduleGroup");
    const queue = deployment.only("aws:sqs/queue:Queue");
    const role = deployment.named("off-hours", "aws:iam/role:Role");
    const { target, ...inputs } = schedule.inputs;
    expect(inputs).to.deep.equal({
      groupName: "webapp-dev-off-hours",
      description: "Stops the database",
      scheduleExpression: "cron(0 20 ? * MON-FRI *)",
      scheduleExpressionTimezone: "Europe/Madrid",
      flexibleTimeWindow: { mode: "OFF" },
    });
    expect(target).to.deep.include({
      deadLetterConfig: {
        arn: `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${String(queue.id.split("/").at(-1))}`,
      },
      retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 7200 },
    });
    expect(queue.inputs).to.deep.include({ sqsManagedSseEnabled: true, messageRetentionSeconds: 1_209_600 });
    expect(deployment.waitsFor(schedule, "aws:iam/rolePolicy:RolePolicy")).to.equal(true);
    expect(deployment.waitsFor(role, group)).to.equal(true);
    expect(trustOf(deployment, "off-hours")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: {
            "aws:SourceArn": `arn:aws:scheduler:us-east-1:${ACCOUNT_ID}:schedule-group/webapp-dev-off-hours`,
          },
        },
      },
    ]);
  });

  it("has a role for exactly these calls", async () => {
    const deployment = await deploy(() => offHours({ keyArn: KEY, mutedAlarms: ["public-elb-5xx", "down"] }));
    expect(policyOf(deployment, "off-hours").map((entry) => ({ ...entry, Effect: undefined }))).to.deep.equal(
      [
        { Sid: "Bounds", Action: "application-autoscaling:RegisterScalableTarget", Resource: TARGET_ARN },
        { Sid: "Services", Action: ["ecs:DescribeServices", "ecs:UpdateService"], Resource: SERVICE_ARN },
        { Sid: "Database", Action: ["rds:StartDBInstance", "rds:StopDBInstance"], Resource: DATABASE_ARN },
        {
          Sid: "Alarms",
          Action: ["cloudwatch:DisableAlarmActions", "cloudwatch:EnableAlarmActions"],
          Resource: ["public-elb-5xx", "down"].map(
            (alarm) => `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:${alarm}`,
          ),
        },
        {
          Sid: "DeadLetters",
          Action: "sqs:SendMessage",
          Resource: (deployment.named("stop-backend", SCHEDULE).inputs.target as { deadLetterConfig: { arn: string } })
            .deadLetterConfig.arn,
        },
        {
          Sid: "ScheduleKey",
          Action: "kms:Decrypt",
          Resource: KEY,
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:scheduler:schedule:arn": `arn:aws:scheduler:us-east-1:${ACCOUNT_ID}:schedule/webapp-dev-off-hours/*`,
            },
          },
        },
      ].map((entry) => ({ ...entry, Effect: undefined })),
    );
    expect(deployment.all(SCHEDULE).map(({ inputs }) => inputs.kmsKeyArn)).to.deep.equal(Array(6).fill(KEY));
  });

  it("mutes availability alarms by night, until the services had time to start", async () => {
    const deployment = await deploy(() => offHours({ mutedAlarms: ["public-elb-5xx", "down"] }));
    const call = (name: string) => {
      const { scheduleExpression, target } = deployment.named(name, SCHEDULE).inputs;
      const { arn, input } = target as { arn: string; input: string };
      return [scheduleExpression, arn, json(input)];
    };
    const alarms = { AlarmNames: ["public-elb-5xx", "down"] };
    expect(call("mute-alarms")).to.deep.equal([
      "cron(0 20 ? * MON-FRI *)",
      "arn:aws:scheduler:::aws-sdk:cloudwatch:disableAlarmActions",
      alarms,
    ]);
    expect(call("unmute-alarms")).to.deep.equal([
      "cron(15 7 ? * MON,TUE,WED,THU,FRI *)",
      "arn:aws:scheduler:::aws-sdk:cloudwatch:enableAlarmActions",
      alarms,
    ]);
  });

  it("tells the topic when a schedule failed, tasks do not start, or the database stays on", async () => {
    const deployment = await deploy(() => offHours());
    const alarm = deployment.inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "off-hours-failed");
    expect(alarm).to.deep.include({
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
    });
    const machine = deployment.only("aws:sfn/stateMachine:StateMachine");
    expect(json(deployment.named("off-hours-impaired", RULE).inputs.eventPattern)).to.deep.equal({
      source: ["aws.ecs"],
      "detail-type": ["ECS Service Action"],
      detail: { eventName: ["SERVICE_TASK_START_IMPAIRED", "SERVICE_TASK_PLACEMENT_FAILURE"] },
      resources: [{ prefix: `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:service/web/` }],
    });
    expect(json(deployment.named("off-hours-restop", RULE).inputs.eventPattern)).to.deep.equal({
      source: ["aws.rds"],
      "detail-type": ["RDS DB Instance Event"],
      detail: { SourceIdentifier: ["web-db"], EventID: ["RDS-EVENT-0154"] },
    });
    expect(json(deployment.named("off-hours-restop-failed", RULE).inputs.eventPattern)).to.deep.equal({
      source: ["aws.states"],
      "detail-type": ["Step Functions Execution Status Change"],
      detail: { stateMachineArn: [machine.id], status: ["FAILED", "TIMED_OUT", "ABORTED"] },
    });
    const targets = deployment.all("aws:cloudwatch/eventTarget:EventTarget");
    expect(targets.map(({ name, inputs }) => [name, inputs.arn])).to.deep.equal([
      ["off-hours-impaired", TOPIC],
      ["off-hours-restop", machine.id],
      ["off-hours-restop-failed", TOPIC],
    ]);
  });

  it("lets the state machine stop this database and look at the services", async () => {
    const deployment = await deploy(() => offHours());
    const [database, services] = policyOf(deployment, "off-hours-restop-machine");
    expect(database).to.deep.equal({
      Sid: "Database",
      Effect: "Allow",
      Action: ["rds:DescribeDBInstances", "rds:StopDBInstance"],
      Resource: DATABASE_ARN,
    });
    expect(services).to.deep.include({ Action: "ecs:DescribeServices", Resource: SERVICE_ARN });
  });

  it("refuses times that it could not move", async () => {
    const message = await refusal(() => offHours({ start: "cron(0 7,9 ? * MON-FRI *)", stop: "rate(1 day)" }));
    expect(message.split("\n")).to.deep.equal([
      'off-hours: stop is "rate(1 day)": use one time a day on days of the week, e.g. cron(0 20 ? * MON-FRI *).',
      'off-hours: start is "cron(0 7,9 ? * MON-FRI *)": use one time a day on days of the week, e.g. cron(0 20 ? * MON-FRI *).',
    ]);
  });
});
