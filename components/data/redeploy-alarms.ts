import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createRuleAlarm } from "../operations/rule-alarm";
import { failedExecution } from "../operations/work-alarms";

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
  new aws.cloudwatch.MetricAlarm(
    `${name}-failed`,
    {
      alarmDescription: `${name} did not restart every service after a secret changed; tasks may hold the old value. Runbook: docs/runbooks/rotation.md#redeployment-failed`,
      ...failedExecution(stateMachineArn, "Executions that did not succeed"),
      alarmActions: [alarmTopicArn],
      okActions: [alarmTopicArn],
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
