import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { callGivenUp, failedExecution, missedWork } from "../operations/work-alarms";

export interface JobAlarmsArgs {
  readonly stateMachineArn: pulumi.Input<string>;
  readonly deadLetterQueueName: pulumi.Input<string>;
  /** Hours without a run that ended well that raise an alarm; undefined where no alarm looks back so far. */
  readonly missingAfterHours: number | undefined;
  readonly timeoutMinutes: number;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Whether each failure raises an alarm of its own, before the job is missed. */
  readonly watchEachRun: boolean;
}

const RUNBOOK = "Runbook: docs/runbooks/jobs.md";

/**
 * An alarm when no run ended well in the time in which one should have, whatever the reason; one on each run that failed,
 * and one when the schedule could not even start it. A job that is too seldom to be missed has the one on failures always.
 */
export function createJobAlarms(name: string, args: JobAlarmsArgs, opts: { parent: pulumi.Resource }): void {
  const make = (what: string, alarm: aws.cloudwatch.MetricAlarmArgs): void => {
    const actions = { alarmActions: [args.alarmTopicArn], okActions: [args.alarmTopicArn] };
    new aws.cloudwatch.MetricAlarm(`${name}-${what}`, { ...alarm, ...actions }, { parent: opts.parent });
  };
  if (args.missingAfterHours !== undefined) make("missing", missing(name, args, args.missingAfterHours));
  if (args.watchEachRun || args.missingAfterHours === undefined) make("failed", failed(name, args));
  if (args.watchEachRun) make("not-started", notStarted(name, args));
}

const missing = (name: string, { stateMachineArn }: JobAlarmsArgs, hours: number): aws.cloudwatch.MetricAlarmArgs => ({
  alarmDescription: `No run of ${name} ended well in ${hours} hours. ${RUNBOOK}#job-missing`,
  ...missedWork(
    {
      namespace: "AWS/States",
      metricName: "ExecutionsSucceeded",
      dimensions: { StateMachineArn: stateMachineArn },
    },
    hours,
  ),
});

const failed = (name: string, { stateMachineArn, timeoutMinutes }: JobAlarmsArgs): aws.cloudwatch.MetricAlarmArgs => ({
  alarmDescription: `A run of ${name} failed, found another one still going, or did not end within ${timeoutMinutes} minutes. ${RUNBOOK}#job-failed`,
  ...failedExecution(stateMachineArn, "Runs that did not end well"),
});

const notStarted = (name: string, { deadLetterQueueName }: JobAlarmsArgs): aws.cloudwatch.MetricAlarmArgs => ({
  alarmDescription: `The schedule could not start ${name}. ${RUNBOOK}#job-not-started`,
  ...callGivenUp(deadLetterQueueName),
});
