import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface DumpAlarmsArgs {
  /** Namespace that the dump writes its figures to. */
  readonly metricsNamespace: string;
  readonly databaseName: string;
  /** Hours without a dump that raise the alarm; CloudWatch looks back 168 at most. */
  readonly missingAfterHours: number;
  readonly deadLetterQueueName: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Whether a start that failed raises an alarm of its own, before the dump is missed. */
  readonly watchSchedule: boolean;
}

const HOUR_SECONDS = 3600;

/** An alarm when no dump arrived, whatever the reason, and one when the schedule could not even start it. */
export function createDumpAlarms(name: string, args: DumpAlarmsArgs, opts: { parent: pulumi.Resource }): void {
  const actions = { alarmActions: [args.alarmTopicArn], okActions: [args.alarmTopicArn] };
  new aws.cloudwatch.MetricAlarm(
    `${name}-missing`,
    {
      alarmDescription: `No dump of the database arrived in ${args.missingAfterHours} hours. Runbook: docs/runbooks/restore-database.md#no-dump-arrived`,
      namespace: args.metricsNamespace,
      metricName: "DumpCompleted",
      dimensions: { Database: args.databaseName },
      statistic: "Sum",
      period: HOUR_SECONDS,
      evaluationPeriods: args.missingAfterHours,
      datapointsToAlarm: args.missingAfterHours,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      // A task that never ran writes no figure at all.
      treatMissingData: "breaching",
      ...actions,
    },
    { parent: opts.parent },
  );
  if (!args.watchSchedule) return;
  new aws.cloudwatch.MetricAlarm(
    `${name}-not-started`,
    {
      alarmDescription: `The schedule could not start the dump of the database. Runbook: docs/runbooks/restore-database.md#dump-not-started`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: args.deadLetterQueueName },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      ...actions,
    },
    { parent: opts.parent },
  );
}
