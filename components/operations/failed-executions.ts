import { type types } from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

const FAILURES = { failed: "ExecutionsFailed", timedOut: "ExecutionsTimedOut", aborted: "ExecutionsAborted" } as const;

/**
 * Executions of a state machine that did not succeed, in five minutes, as the queries of an alarm.
 *
 * Source: AWS Step Functions developer guide, "Monitoring Step Functions metrics using Amazon CloudWatch"
 * (https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html).
 */
export const failedExecutions = (
  stateMachineArn: pulumi.Input<string>,
  label: string,
): types.input.cloudwatch.MetricAlarmMetricQuery[] => [
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
];
