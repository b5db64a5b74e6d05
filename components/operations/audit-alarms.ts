import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

import { type AuditEvent, auditEvents } from "./audit-events";

export interface AuditAlarmsArgs {
  readonly account: AccountContext;
  /** Log group that a trail writes to. */
  readonly logGroupName: pulumi.Input<string>;
  /** Topic of the log group's region. */
  readonly topicArn: pulumi.Input<string>;
}

const PERIOD_SECONDS = 300;

/**
 * A metric filter and an alarm for each class of events in `auditEvents`: one event within five minutes notifies.
 *
 * Cost: 0.10 USD a month each alarm, and a custom metric (0.30 USD) in months that have such an event. Every
 * deployment changes policies and groups and so sends mail: the alarms suit accounts that rarely change.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 a month
 * - Custom metric, while it has data: 0.30 per custom metric-month first 10k
 * </cost>
 *
 * @example
 * ```ts
 * new AuditAlarms("audit-alarms", { account, logGroupName: trail.logGroupName, topicArn: topic.arn });
 * ```
 */
export class AuditAlarms extends pulumi.ComponentResource {
  readonly alarmArns: readonly pulumi.Output<string>[];

  constructor(name: string, args: AuditAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:AuditAlarms", name, {}, opts);
    this.alarmArns = auditEvents.map((event) => this.createAlarm(`${name}-${event.key}`, event, args).arn);
    this.registerOutputs({});
  }

  private createAlarm(name: string, event: AuditEvent, args: AuditAlarmsArgs): aws.cloudwatch.MetricAlarm {
    const namespace = `${args.account.prefix}/audit`;
    const filter = new aws.cloudwatch.LogMetricFilter(
      name,
      {
        logGroupName: args.logGroupName,
        pattern: event.pattern,
        // Without a default value the metric is billed only while there are events.
        metricTransformation: { namespace, name: event.key, value: "1" },
      },
      { parent: this },
    );
    return new aws.cloudwatch.MetricAlarm(
      name,
      {
        alarmDescription: `${event.summary}. Runbook: docs/runbooks/audit.md#${event.key}`,
        namespace,
        metricName: event.key,
        statistic: "Sum",
        period: PERIOD_SECONDS,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
        alarmActions: [args.topicArn],
      },
      { parent: this, dependsOn: [filter] },
    );
  }
}
