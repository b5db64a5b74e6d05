import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { refuse } from "../../errors";
import { type LogSettings } from "../../log-settings";
import { parseWeeklyCron } from "../../schedule";
import { createServiceRole, type PolicyStatement, statement } from "../../security/iam";
import { scheduleKeyStatements } from "../../security/schedule-key";
import { createDeadLetterQueue } from "../dead-letter-queue";
import { createRuleAlarm } from "../rule-alarm";
import { type Hours, type RestingService, type ScheduledCall, scheduledCalls } from "./calls";
import { createRestop } from "./restop";

export interface OffHoursArgs extends Hours {
  readonly account: AccountContext;
  /** IANA time zone of both times, which AWS follows through clock changes. */
  readonly timezone: string;
  /** Services to stop, by name. */
  readonly services: Readonly<Record<string, RestingService>>;
  readonly clusterName: pulumi.Input<string>;
  readonly database: { readonly identifier: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  /** Availability alarms of the stack's region, whose actions are off by night: metric and composite. @default none */
  readonly mutedAlarms?: readonly pulumi.Input<string>[] | undefined;
  /** Key of what the schedules send. @default AWS's own */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** How logs of the state machine are kept. */
  readonly logs: LogSettings;
  /** Topic to notify of schedules that failed. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** A database that is busy with its backup or a change cannot be stopped at once. */
const RETRIES = 20;
const RETRY_SECONDS = 2 * 3600;

/**
 * Stops services and database at fixed times and starts them again, the database 15 minutes before the services.
 *
 * Creates a schedule group, two schedules a service, two for the database and two for alarms, one role that may do
 * exactly this, a dead-letter queue with an alarm, and a state machine that stops the database again when RDS starts
 * it after seven days. It costs 0.10 USD a month for the alarm and saves the compute hours of services and database.
 *
 * The schedules set the bounds of scaling: services need `scheduledBounds`, or a deployment at night starts them.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 a month
 * - Requests: 0.40 per 1M requests
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - State transitions: 0.025 per 1k state transitions
 * </cost>
 *
 * @example
 * ```ts
 * new OffHours("off-hours", {
 *   account,
 *   stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 7 ? * MON-FRI *)", timezone: "Europe/Madrid",
 *   services: {
 *     backend: {
 *       serviceName: service.serviceName,
 *       serviceArn: service.serviceArn,
 *       resourceId: service.scalingTarget.resourceId,
 *       scalableTargetArn: service.scalingTarget.arn,
 *       minTasks: 1, maxTasks: 2,
 *     },
 *   },
 *   clusterName: cluster.name,
 *   database,
 *   logs: { retentionDays: 30 },
 *   alarmTopicArn: topic.arn,
 * });
 * ```
 */
export class OffHours extends pulumi.ComponentResource {
  constructor(name: string, args: OffHoursArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:OffHours", name, {}, opts);
    const { account, database, mutedAlarms = [] } = args;
    refuse(name, cronProblems(args));
    const child = { parent: this };

    const group = new aws.scheduler.ScheduleGroup(name, { name: `${account.prefix}-${name}` }, { parent: this });
    const queue = createDeadLetterQueue(name, child);
    const { role, grants } = createServiceRole(
      name,
      {
        account,
        service: "scheduler.amazonaws.com",
        // EventBridge Scheduler names the group as the source: with the ARN of a schedule no call would be allowed.
        sourceArn: group.arn,
        statements: schedulerStatements(args, group.name, queue.arn),
      },
      child,
    );
    for (const call of scheduledCalls({ ...args, databaseIdentifier: database.identifier, mutedAlarms })) {
      this.createSchedule(call, args, { groupName: group.name, roleArn: role.arn, queueArn: queue.arn, grants });
    }
    this.createFailureAlarm(name, queue.name, args);
    this.createImpairedRule(name, args);
    createRestop(`${name}-restop`, args, child);
    this.registerOutputs({});
  }

  private createSchedule(
    { name, description, cron, action, input }: ScheduledCall,
    { account, timezone, keyArn }: OffHoursArgs,
    { groupName, roleArn, queueArn, grants }: SchedulePlace,
  ): void {
    new aws.scheduler.Schedule(
      name,
      {
        groupName,
        description,
        scheduleExpression: cron,
        scheduleExpressionTimezone: timezone,
        flexibleTimeWindow: { mode: "OFF" },
        kmsKeyArn: keyArn,
        target: {
          arn: `arn:${account.partition}:scheduler:::aws-sdk:${action}`,
          roleArn,
          input,
          deadLetterConfig: { arn: queueArn },
          retryPolicy: { maximumRetryAttempts: RETRIES, maximumEventAgeInSeconds: RETRY_SECONDS },
        },
      },
      { parent: this, dependsOn: grants },
    );
  }

  private createFailureAlarm(name: string, queueName: pulumi.Output<string>, args: OffHoursArgs): void {
    new aws.cloudwatch.MetricAlarm(
      `${name}-failed`,
      {
        name: `${args.account.prefix}-${name}-failed`,
        alarmDescription: `[warning] ${args.account.prefix}: Something could not be stopped or started on schedule. Runbook: docs/runbooks/off-hours.md#a-schedule-failed`,
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queueName },
        statistic: "Maximum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        treatMissingData: "notBreaching",
        alarmActions: [args.alarmTopicArn],
        okActions: [args.alarmTopicArn],
      },
      { parent: this },
    );
  }

  /** In the morning no metric tells a service that cannot start from one that is still stopped; an event of ECS does. */
  private createImpairedRule(name: string, { account, clusterName, alarmTopicArn }: OffHoursArgs): void {
    const rule = new aws.cloudwatch.EventRule(
      `${name}-impaired`,
      {
        description: `${account.prefix}: tasks of a service do not start`,
        eventPattern: pulumi.jsonStringify({
          source: ["aws.ecs"],
          "detail-type": ["ECS Service Action"],
          detail: { eventName: ["SERVICE_TASK_START_IMPAIRED", "SERVICE_TASK_PLACEMENT_FAILURE"] },
          resources: [{ prefix: arn(account, "ecs", pulumi.interpolate`service/${clusterName}/`) }],
        }),
      },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(
      `${name}-impaired`,
      {
        rule: rule.name,
        targetId: "alarm-topic",
        arn: alarmTopicArn,
        inputTransformer: {
          inputPaths: { service: "$.resources[0]", event: "$.detail.eventName" },
          inputTemplate: `"[critical] ${account.prefix}: tasks of <service> do not start: <event>. Runbook: docs/runbooks/off-hours.md#the-application-does-not-start-in-the-morning"`,
        },
      },
      { parent: this },
    );
    createRuleAlarm(
      `${name}-impaired-untold`,
      {
        ruleName: rule.name,
        alarmTopicArn,
        description: `[warning] ${account.prefix}: EventBridge could not tell that tasks do not start. Runbook: docs/runbooks/notifications.md#an-event-was-not-told`,
      },
      { parent: this },
    );
  }
}

interface SchedulePlace {
  readonly groupName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly queueArn: pulumi.Output<string>;
  readonly grants: pulumi.Resource[];
}

function cronProblems({ stop, start }: Hours): string[] {
  return Object.entries({ stop, start })
    .filter(([, cron]) => parseWeeklyCron(cron) === undefined)
    .map(
      ([key, cron]) => `${key} is "${cron}": use one time a day on days of the week, e.g. cron(0 20 ? * MON-FRI *).`,
    );
}

/** Application Auto Scaling calls ECS with the rights of who registers bounds: hence the two ECS actions. */
function schedulerStatements(
  args: OffHoursArgs,
  groupName: pulumi.Output<string>,
  queueArn: pulumi.Output<string>,
): PolicyStatement[] {
  const { account, database, keyArn, mutedAlarms = [] } = args;
  const services = Object.values(args.services);
  return [
    statement({
      sid: "Bounds",
      actions: ["application-autoscaling:RegisterScalableTarget"],
      resources: services.map(({ scalableTargetArn }) => scalableTargetArn),
    }),
    statement({
      sid: "Services",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: services.map(({ serviceArn }) => serviceArn),
    }),
    statement({
      sid: "Database",
      actions: ["rds:StartDBInstance", "rds:StopDBInstance"],
      resources: [database.arn],
    }),
    ...(mutedAlarms.length === 0
      ? []
      : [
          statement({
            sid: "Alarms",
            actions: ["cloudwatch:DisableAlarmActions", "cloudwatch:EnableAlarmActions"],
            resources: mutedAlarms.map((alarm) => arn(account, "cloudwatch", pulumi.interpolate`alarm:${alarm}`)),
          }),
        ]),
    statement({ sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [queueArn] }),
    ...scheduleKeyStatements(account, groupName, keyArn),
  ];
}
