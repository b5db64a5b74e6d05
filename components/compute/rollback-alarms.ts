import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { FILLED_SUM_OF_GROUPS, GROUPS } from "./group-sum";

export interface RollbackAlarmsArgs {
  /** `app/<name>/<id>`. With a whole ARN CloudWatch finds no metric and reports no error. */
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  /** `targetgroup/<name>/<id>` */
  readonly targetGroupArnSuffix: pulumi.Input<string>;
  /** The same of the second target group. @default it has none */
  readonly alternateArnSuffix?: pulumi.Input<string> | undefined;
  /** Topic of the alarms. @default none */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/** Server errors a minute that stop a deployment. */
const SERVER_ERRORS_PER_MINUTE = 10;

/**
 * The alarms that roll a deployment back. They watch the target group and not the service, so that they exist before
 * it: a service with alarms that do not exist yet is refused.
 */
export function createRollbackAlarms(
  name: string,
  args: RollbackAlarmsArgs,
  opts: { parent: pulumi.Resource },
): aws.cloudwatch.MetricAlarm[] {
  const actions = args.alarmTopicArn === undefined ? undefined : [args.alarmTopicArn];
  const shared = {
    // No requests and no targets are not failures of a deployment.
    treatMissingData: "notBreaching",
    alarmActions: actions,
    okActions: actions,
  };
  return [
    new aws.cloudwatch.MetricAlarm(
      `${name}-5xx`,
      {
        ...shared,
        alarmDescription: `${name} answers with server errors; a running deployment is rolled back. Runbook: docs/runbooks/services.md#server-errors`,
        ...measured(args, "HTTPCode_Target_5XX_Count", "Sum"),
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: SERVER_ERRORS_PER_MINUTE,
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
      },
      { parent: opts.parent },
    ),
    new aws.cloudwatch.MetricAlarm(
      `${name}-unhealthy`,
      {
        ...shared,
        alarmDescription: `${name} has targets that fail their health check; a running deployment is rolled back. Runbook: docs/runbooks/services.md#unhealthy-targets`,
        ...measured(args, "UnHealthyHostCount", "Maximum"),
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
      },
      { parent: opts.parent },
    ),
  ];
}

/** A metric of the service's target group, or its sum over both: which of them a new version gets changes each time. */
function measured(
  { loadBalancerArnSuffix, targetGroupArnSuffix, alternateArnSuffix }: RollbackAlarmsArgs,
  metricName: string,
  statistic: string,
): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const namespace = "AWS/ApplicationELB";
  const of = (targetGroup: pulumi.Input<string>) => ({
    namespace,
    metricName,
    dimensions: { LoadBalancer: loadBalancerArnSuffix, TargetGroup: targetGroup },
    period: 60,
  });
  if (alternateArnSuffix === undefined) return { ...of(targetGroupArnSuffix), statistic };
  return {
    metricQueries: [
      { id: "both", expression: FILLED_SUM_OF_GROUPS, label: metricName, returnData: true },
      { id: GROUPS.first, metric: { ...of(targetGroupArnSuffix), stat: statistic } },
      { id: GROUPS.second, metric: { ...of(alternateArnSuffix), stat: statistic } },
    ],
  };
}
