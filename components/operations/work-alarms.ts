import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** What an alarm looks at and when it fires; whoever makes it adds text and topic. */
type Watch = aws.cloudwatch.MetricAlarmArgs;

const HOUR_SECONDS = 3600;
const FAILURES = { failed: "ExecutionsFailed", timedOut: "ExecutionsTimedOut", aborted: "ExecutionsAborted" } as const;

/** One is enough, and no data in between is no failure. */
const once = {
  evaluationPeriods: 1,
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  treatMissingData: "notBreaching",
} as const;

/**
 * Nothing was counted in so many hours, whatever the reason: work that never ran writes no figure at all.
 *
 * @param hours 168 at most, which is how far CloudWatch looks back.
 */
export const missedWork = (
  counted: Required<Pick<Watch, "namespace" | "metricName" | "dimensions">>,
  hours: number,
): Watch => ({
  ...counted,
  statistic: "Sum",
  period: HOUR_SECONDS,
  evaluationPeriods: hours,
  datapointsToAlarm: hours,
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  treatMissingData: "breaching",
});

/** A schedule gave a call up, which then is in its queue of dead letters. */
export const callGivenUp = (deadLetterQueueName: pulumi.Input<string>): Watch => ({
  namespace: "AWS/SQS",
  metricName: "ApproximateNumberOfMessagesVisible",
  dimensions: { QueueName: deadLetterQueueName },
  statistic: "Maximum",
  period: 300,
  ...once,
});

/**
 * An execution of a state machine did not succeed.
 *
 * Source: AWS Step Functions developer guide, "Monitoring Step Functions metrics using Amazon CloudWatch"
 * (https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html).
 */
export const failedExecution = (stateMachineArn: pulumi.Input<string>, label: string): Watch => ({
  metricQueries: [
    { id: "total", expression: "SUM(FILL(METRICS(), 0))", label, returnData: true },
    ...Object.entries(FAILURES).map(([id, metricName]) => ({
      id,
      returnData: false,
      metric: {
        namespace: "AWS/States",
        metricName,
        dimensions: { StateMachineArn: stateMachineArn },
        period: 300,
        stat: "Sum",
      },
    })),
  ],
  ...once,
});
