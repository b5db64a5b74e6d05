import * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement, statement } from "./statement";

/** Nobody reaches the bucket or its objects without TLS. */
export const bucketNeedsTls = (bucketArn: pulumi.Input<string>): PolicyStatement =>
  needsTls("DenyInsecureTransport", "s3:*", [bucketArn, pulumi.interpolate`${bucketArn}/*`]);

/** Nobody publishes to the topic without TLS. */
export const topicNeedsTls = (topicArn: pulumi.Input<string>): PolicyStatement =>
  needsTls("DenyInsecurePublish", "sns:Publish", [topicArn]);

/** Nobody uses the queue without TLS. */
export const queueNeedsTls = (queueArn: pulumi.Input<string>): PolicyStatement =>
  needsTls("DenyInsecureTransport", "sqs:*", [queueArn]);

function needsTls(sid: string, action: string, resources: readonly pulumi.Input<string>[]): PolicyStatement {
  return statement({
    sid,
    effect: "Deny",
    principal: "*",
    actions: [action],
    resources,
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  });
}

/**
 * Lets a state machine write its execution history to a log group.
 *
 * Source: AWS Step Functions developer guide, "Using CloudWatch Logs to log execution history", IAM policies.
 */
export const stateMachineLogs: PolicyStatement = statement({
  sid: "LogDelivery",
  actions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  resources: ["*"],
  reason: "Log deliveries and resource policies belong to the account and have no resource level.",
});

/**
 * Lets a state machine send its traces to X-Ray.
 *
 * Source: AWS Step Functions developer guide, "Trace Step Functions request data in AWS X-Ray", IAM policies
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html).
 */
export const stateMachineTraces: PolicyStatement = statement({
  sid: "Traces",
  actions: ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  resources: ["*"],
  reason: "Traces belong to the account and have no resource level.",
});
