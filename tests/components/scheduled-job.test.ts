import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { expect } from "chai";

import { Cluster } from "../../components/compute";
import { ScheduledJob, type ScheduledJobArgs } from "../../components/jobs";
import { account, containerOf, failure, KEY, policyOf, REPOSITORY, TOPIC, typesAndNames } from "./compute-support";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const MACHINE = "aws:sfn/stateMachine:StateMachine";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const MACHINE_ARN = `arn:aws:states:us-east-1:${ACCOUNT_ID}:stateMachine:webapp-dev-digest`;

function job(change: Partial<ScheduledJobArgs> = {}): ScheduledJob {
  const cluster = new Cluster("cluster", { account });
  return new ScheduledJob("digest", {
    account,
    image: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/digest@sha256:${"0".repeat(64)}`,
    pullRepositoryArn: REPOSITORY,
    command: ["digest"],
    cpu: 256,
    memory: 512,
    architecture: "arm64",
    schedule: "cron(0 6 * * ? *)",
    timezone: "Europe/Madrid",
    timeoutMinutes: 30,
    retry: { exitCodes: [75], times: 2 },
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    subnetIds: ["subnet-a"],
    securityGroupIds: ["sg-digest"],
    logs: { retentionDays: 14 },
    alarmTopicArn: TOPIC,
    ...change,
  });
}

describe("ScheduledJob", () => {
  it("makes these resources and no other", async () => {
    const made = typesAndNames(await deploy(() => job())).filter((name) => !name.endsWith("::cluster"));
    expect(made).to.deep.equal([
      "aws:cloudwatch/logGroup:LogGroup::digest",
      "aws:cloudwatch/logGroup:LogGroup::digest-runs",
      "aws:cloudwatch/metricAlarm:MetricAlarm::digest-failed",
      "aws:cloudwatch/metricAlarm:MetricAlarm::digest-missing",
      "aws:cloudwatch/metricAlarm:MetricAlarm::digest-not-started",
      "aws:ecs/taskDefinition:TaskDefinition::digest",
      "aws:iam/role:Role::digest-execution",
      "aws:iam/role:Role::digest-machine",
      "aws:iam/role:Role::digest-schedule",
      "aws:iam/role:Role::digest-task",
      "aws:iam/rolePolicy:RolePolicy::digest-execution",
      "aws:iam/rolePolicy:RolePolicy::digest-machine",
      "aws:iam/rolePolicy:RolePolicy::digest-schedule",
      "aws:scheduler/schedule:Schedule::digest",
      "aws:scheduler/scheduleGroup:ScheduleGroup::digest",
      "aws:sfn/stateMachine:StateMachine::digest",
      "aws:sqs/queue:Queue::digest-dead",
      "aws:sqs/queuePolicy:QueuePolicy::digest-dead",
    ]);
  });

  it("starts a run at the schedule's times, and keeps the starts that failed", async () => {
    const deployment = await deploy(() => job());
    const { target, ...schedule } = deployment.only(SCHEDULE).inputs;
    expect(schedule).to.deep.equal({
      name: "webapp-dev-digest",
      groupName: "webapp-dev-digest",
      description: "Starts digest",
      scheduleExpression: "cron(0 6 * * ? *)",
      scheduleExpressionTimezone: "Europe/Madrid",
      flexibleTimeWindow: { mode: "OFF" },
    });
    const { arn, roleArn, ...rest } = target as { arn: string; roleArn: string };
    expect(arn).to.equal(MACHINE_ARN);
    expect(roleArn).to.contain("digest-schedule");
    const queue = deployment.only("aws:sqs/queue:Queue");
    expect(rest).to.deep.equal({
      input: '{"startedBy":"schedule"}',
      deadLetterConfig: { arn: `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${queue.id.split("/").at(-1)}` },
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 3600 },
    });
    expect(queue.inputs).to.deep.include({ sqsManagedSseEnabled: true, messageRetentionSeconds: 14 * 24 * 3600 });
  });

  it("encrypts the schedule with a key of one's own, which its role may use for this group", async () => {
    const deployment = await deploy(() => job({ keyArn: KEY }));
    expect(deployment.only(SCHEDULE).inputs.kmsKeyArn).to.equal(KEY);
    const key = policyOf(deployment, "digest-schedule").find(({ Sid }) => Sid === "ScheduleKey");
    expect(key).to.deep.include({ Action: "kms:Decrypt", Resource: KEY });
    expect(JSON.stringify(key)).to.contain("schedule/webapp-dev-digest/*");
  });

  it("lets the schedule start this machine alone, and the machine run, follow and stop tasks of this job alone", async () => {
    const deployment = await deploy(() => job());
    const rightsOf = (role: string) => policyOf(deployment, role).map(({ Sid, Action }) => [Sid, Action]);
    expect(rightsOf("digest-schedule")).to.deep.equal([
      ["StartRun", "states:StartExecution"],
      ["DeadLetters", "sqs:SendMessage"],
    ]);
    const statements = policyOf(deployment, "digest-machine");
    expect(statements.map(({ Sid }) => Sid)).to.deep.equal([
      "RunTask",
      "FollowTask",
      "TagTask",
      "TaskEvents",
      "PassTaskRoles",
      "OwnRuns",
      "LogDelivery",
      "Traces",
    ]);
    const family = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task-definition/webapp-dev-digest`;
    const cluster = String(deployment.only("aws:ecs/cluster:Cluster").inputs.name);
    const tasks = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task/${cluster}/*`;
    const of = (sid: string) => statements.find(({ Sid }) => Sid === sid);
    expect(of("RunTask")).to.deep.include({ Action: "ecs:RunTask", Resource: [family, `${family}:*`] });
    expect(of("RunTask")?.Condition).to.have.nested.property("ArnEquals.ecs:cluster");
    expect(of("FollowTask")).to.deep.include({ Action: ["ecs:DescribeTasks", "ecs:StopTask"], Resource: tasks });
    expect(of("OwnRuns")).to.deep.include({ Action: "states:ListExecutions", Resource: MACHINE_ARN });
    expect(of("TaskEvents")?.Resource).to.equal(
      `arn:aws:events:us-east-1:${ACCOUNT_ID}:rule/StepFunctionsGetEventsForECSTaskRule`,
    );
    expect(of("PassTaskRoles")?.Resource).to.have.length(2);
  });

  it("logs every run, and waits for the role's rights before it makes the machine", async () => {
    const machine = (await deploy(() => job())).only(MACHINE);
    expect(machine.inputs).to.deep.include({
      name: "webapp-dev-digest",
      type: "STANDARD",
      tracingConfiguration: { enabled: true },
    });
    expect(machine.inputs.loggingConfiguration).to.deep.equal({
      level: "ALL",
      includeExecutionData: true,
      logDestination: `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:/aws/vendedlogs/webapp-dev/digest:*`,
    });
    expect(String(machine.inputs.definition)).to.contain('"CapacityProvider":"FARGATE_SPOT"');
    const onDemand = (await deploy(() => job({ capacity: "fargate" }))).only(MACHINE);
    expect(String(onDemand.inputs.definition)).to.contain('"CapacityProvider":"FARGATE"');
  });

  it("runs its command without a port or a shell", async () => {
    const { command, portMappings, readonlyRootFilesystem } = containerOf(await deploy(() => job()));
    expect({ command, portMappings, readonlyRootFilesystem }).to.deep.equal({
      command: ["digest"],
      portMappings: [],
      readonlyRootFilesystem: true,
    });
  });

  it("is missed after the longest time between two starts, a run and an hour", async () => {
    const { metricQueries, ...alarm } = (await deploy(() => job())).named("digest-missing", ALARM).inputs;
    expect(metricQueries).to.equal(undefined);
    expect(alarm).to.deep.equal({
      alarmDescription: "No run of digest ended well in 26 hours. Runbook: docs/runbooks/jobs.md#job-missing",
      namespace: "AWS/States",
      metricName: "ExecutionsSucceeded",
      dimensions: { StateMachineArn: MACHINE_ARN },
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
  });

  it("has one alarm where each run need not be watched: when it is missed, or when it fails if it is too seldom for that", async () => {
    const alarms = async (change: Partial<ScheduledJobArgs>) =>
      (await deploy(() => job({ watchEachRun: false, ...change }))).all(ALARM).map(({ name }) => name);
    expect(await alarms({})).to.deep.equal(["digest-missing"]);
    expect(await alarms({ schedule: "cron(0 6 1 * ? *)" })).to.deep.equal(["digest-failed"]);
    expect(await alarms({ schedule: "cron(0 6 1 * ? *)", watchEachRun: true })).to.have.members([
      "digest-failed",
      "digest-not-started",
    ]);
  });

  it("refuses times and sizes that cannot be", async () => {
    const { message } = await failure(() => job({ schedule: "rate(20 minutes)" }));
    expect(message).to.contain("timeoutMinutes is 30: it must be under the 20 minutes between two starts");
    expect((await failure(() => job({ memory: 100 }))).message).to.contain("100");
  });
});
