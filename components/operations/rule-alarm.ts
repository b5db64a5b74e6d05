import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface RuleAlarmArgs {
  readonly ruleName: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Text of the notification: what was not told or done, and the page of the runbooks. */
  readonly description: string;
}

/**
 * Fires when EventBridge could not deliver an event of a rule to its target, as when the target's policy refuses it.
 * The rule itself then looks healthy, and nobody is told.
 *
 * Costs 0.10 USD a month. Source: Amazon EventBridge user guide, "Monitoring Amazon EventBridge", FailedInvocations
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html).
 */
export function createRuleAlarm(
  name: string,
  { ruleName, alarmTopicArn, description }: RuleAlarmArgs,
  opts: { parent: pulumi.Resource },
): aws.cloudwatch.MetricAlarm {
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: description,
      namespace: "AWS/Events",
      metricName: "FailedInvocations",
      dimensions: { RuleName: ruleName },
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      // EventBridge publishes the metric only when it failed.
      treatMissingData: "notBreaching",
      alarmActions: [alarmTopicArn],
      okActions: [alarmTopicArn],
    },
    { parent: opts.parent },
  );
}
