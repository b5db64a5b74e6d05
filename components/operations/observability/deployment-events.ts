import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { createRuleAlarm } from "../rule-alarm";

export interface DeploymentEventsArgs {
  readonly account: AccountContext;
  readonly clusterName: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Tells the topic when a deployment of any service of the cluster fails, whether ECS rolled it back or not.
 *
 * @returns the alarm that fires when the topic could not be told.
 *
 * Source: Amazon ECS developer guide, "Amazon ECS service deployment state change events".
 */
export function createDeploymentEvents(
  { account, clusterName, topicArn }: DeploymentEventsArgs,
  opts: { parent: pulumi.Resource },
): aws.cloudwatch.MetricAlarm {
  const rule = new aws.cloudwatch.EventRule(
    "deployment-failed",
    {
      description: "A deployment of a service failed",
      eventPattern: pulumi.jsonStringify({
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
        resources: [{ prefix: arn(account, "ecs", pulumi.interpolate`service/${clusterName}/`) }],
      }),
    },
    { parent: opts.parent },
  );
  new aws.cloudwatch.EventTarget(
    "deployment-failed",
    {
      rule: rule.name,
      targetId: "alarm-topic",
      arn: topicArn,
      inputTransformer: {
        inputPaths: { service: "$.resources[0]", reason: "$.detail.reason", deployment: "$.detail.deploymentId" },
        inputTemplate: `"[warning] ${account.prefix}: deployment <deployment> of <service> failed: <reason> Runbook: docs/runbooks/services.md#deployment-failed"`,
      },
    },
    { parent: opts.parent },
  );
  return createRuleAlarm(
    "deployment-failed-untold",
    {
      ruleName: rule.name,
      alarmTopicArn: topicArn,
      description: `[warning] ${account.prefix}: EventBridge could not tell that a deployment failed. Runbook: docs/runbooks/notifications.md#an-event-was-not-told`,
    },
    opts,
  );
}
