import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../../account";

import { describe, mutedAtNight } from "./metric-alarm";

export interface OutageAlarmArgs {
  readonly account: AccountContext;
  readonly topicArn: pulumi.Input<string>;
  /** Alarms of the stack's region, any of which means an outage. */
  readonly alarms: readonly aws.cloudwatch.MetricAlarm[];
  /** False with off-hours, which stop the application at night. */
  readonly alwaysOn: boolean;
}

/** One notification of an outage instead of one for each symptom: fires while any of `alarms` does. 0.50 USD a month. */
export function createOutageAlarm(
  { account, topicArn, alarms, alwaysOn }: OutageAlarmArgs,
  opts: { parent: pulumi.Resource },
): aws.cloudwatch.CompositeAlarm {
  return new aws.cloudwatch.CompositeAlarm(
    "down",
    {
      alarmName: `${account.prefix}-down`,
      alarmDescription: describe(account, {
        severity: "critical",
        summary: "The application is down",
        runbook: "services.md#the-application-is-down",
      }),
      alarmRule: pulumi
        .all(alarms.map((alarm) => alarm.name))
        .apply((names) => names.map((name) => `ALARM("${name}")`).join(" OR ")),
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    { parent: opts.parent, ...mutedAtNight({ alwaysOn }) },
  );
}
