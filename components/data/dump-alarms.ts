import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { callGivenUp, missedWork } from "../operations/work-alarms";

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

const RUNBOOK = "Runbook: docs/runbooks/restore-database.md";

/** An alarm when no dump arrived, whatever the reason, and one when the schedule could not even start it. */
export function createDumpAlarms(name: string, args: DumpAlarmsArgs, { parent }: { parent: pulumi.Resource }): void {
  const { databaseName, metricsNamespace, missingAfterHours } = args;
  const actions = { alarmActions: [args.alarmTopicArn], okActions: [args.alarmTopicArn] };
  const dumps = {
    namespace: metricsNamespace,
    metricName: "DumpCompleted",
    dimensions: { Database: databaseName },
  };
  new aws.cloudwatch.MetricAlarm(
    `${name}-missing`,
    {
      alarmDescription: `No dump of the database arrived in ${missingAfterHours} hours. ${RUNBOOK}#no-dump-arrived`,
      ...missedWork(dumps, missingAfterHours),
      ...actions,
    },
    { parent },
  );
  if (!args.watchSchedule) return;
  new aws.cloudwatch.MetricAlarm(
    `${name}-not-started`,
    {
      alarmDescription: `The schedule could not start the dump of the database. ${RUNBOOK}#dump-not-started`,
      ...callGivenUp(args.deadLetterQueueName),
      ...actions,
    },
    { parent },
  );
}
