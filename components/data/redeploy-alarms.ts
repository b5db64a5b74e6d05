import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { failedExecutions } from "../operations/failed-executions";
import { createRuleAlarm } from "../operations/rule-alarm";

export interface RedeployAlarmsArgs {
  readonly stateMachineArn: pulumi.Input<string>;
  readonly ruleName: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Alarms on restarts that did not end well, and on restarts that never began. */
export function createRedeployAlarms(
  name: string,
  { stateMachineArn, ruleName, alarmTopicArn }: RedeployAlarmsArgs,
  opts: { parent: pulumi.Resource },
): void {
  const shared = {
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    // Secrets change once a month: no data in between is no failure.
    treatMissingData: "notBreaching",
    alarmActions: [alarmTopicArn],
    okActions: [alarmTopicArn],
  };
  new aws.cloudwatch.MetricAlarm(
    `${name}-failed`,
    {
      ...shared,
      alarmDescription: `${name} did not restart every service after a secret changed; tasks may hold the old value. Runbook: docs/runbooks/rotation.md#redeployment-failed`,
      metricQueries: failedExecutions(stateMachineArn, "Executions that did not succeed"),
    },
    { parent: opts.parent },
  );
  createRuleAlarm(
    `${name}-not-started`,
    {
      ruleName,
      alarmTopicArn,
      description: `${name}: EventBridge could not start the restart of services after a secret changed. Runbook: docs/runbooks/rotation.md#redeployment-not-started`,
    },
    opts,
  );
}
