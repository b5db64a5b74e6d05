import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import {
  type BurstScaling,
  type BurstStep,
  LEAST_STEP_OUT,
  PRESSURE_METRICS,
  PRESSURE_PERIOD,
  pressureNamespace,
  STEP_IN_AT,
  stepsIn,
  stepsOut,
} from "./burst-scaling";
import { SCALE_IN_COOLDOWN_SECONDS, SCALE_OUT_COOLDOWN_SECONDS, type ScalingTargets } from "./scaling";

export interface BurstPoliciesArgs {
  readonly account: AccountContext;
  readonly burst: BurstScaling;
  readonly scaling: ScalingTargets;
  /** The target that the policies scale. */
  readonly scaled: Pick<aws.appautoscaling.PolicyArgs, "serviceNamespace" | "scalableDimension" | "resourceId">;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  readonly targetGroupArnSuffix: pulumi.Input<string>;
  /** The same of the second target group. @default it has none */
  readonly alternateArnSuffix?: pulumi.Input<string> | undefined;
}

/** Minutes of little load before a step in. */
const CALM_MINUTES = 8;

/**
 * Two step policies with the alarms that start them: out when the application says that requests pile up, in after minutes
 * of little load. They notify nobody, and no deployment is rolled back by them: their state is a load, not a fault.
 *
 * Source: Application Auto Scaling User Guide, "Step scaling policies for Application Auto Scaling",
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html
 */
export function createBurstPolicies(name: string, args: BurstPoliciesArgs, opts: { parent: pulumi.Resource }): void {
  const { parent } = opts;
  const out = stepPolicy(`${name}-step-out`, SCALE_OUT_COOLDOWN_SECONDS, stepsOut(args.burst), LEAST_STEP_OUT);
  const inward = stepPolicy(`${name}-step-in`, SCALE_IN_COOLDOWN_SECONDS, stepsIn);
  createPressureAlarm(name, args, out, opts);
  createCalmAlarm(name, args, inward, opts);

  function stepPolicy(key: string, cooldown: number, steps: readonly BurstStep[], least?: number) {
    return new aws.appautoscaling.Policy(
      key,
      {
        ...args.scaled,
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: {
          adjustmentType: "PercentChangeInCapacity",
          cooldown,
          metricAggregationType: "Average",
          ...(least === undefined ? {} : { minAdjustmentMagnitude: least }),
          stepAdjustments: steps.map(({ from, to, percent }) => ({
            ...(from === undefined ? {} : { metricIntervalLowerBound: String(from) }),
            ...(to === undefined ? {} : { metricIntervalUpperBound: String(to) }),
            scalingAdjustment: percent,
          })),
        },
      },
      { parent },
    );
  }
}

/**
 * Each task publishes its own count, so the average of what they publish is the count for each task. Tasks without a request
 * publish nothing: those that have just started do not lower it.
 */
function createPressureAlarm(
  name: string,
  { account, burst }: BurstPoliciesArgs,
  policy: aws.appautoscaling.Policy,
  opts: { parent: pulumi.Resource },
): void {
  const published = (metricName: string) => ({
    namespace: pressureNamespace(account.prefix),
    metricName,
    dimensions: { Service: name },
    period: PRESSURE_PERIOD,
    stat: "Average",
  });
  new aws.cloudwatch.MetricAlarm(
    `${name}-step-out`,
    {
      name: `${account.prefix}-${name}-step-out`,
      alarmDescription: `Adds tasks to ${name}: each has ${burst.inFlight} requests in flight or refused. Starts a scaling policy and tells nobody. Runbook: docs/runbooks/services.md#bursts`,
      metricQueries: [
        {
          id: "pressure",
          expression: "in_flight + refused",
          label: "in flight and refused, per task",
          returnData: true,
        },
        { id: "in_flight", metric: published(PRESSURE_METRICS.inFlight) },
        { id: "refused", metric: published(PRESSURE_METRICS.refused) },
      ],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: burst.inFlight,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      // Without requests nothing is published, and an application that never publishes has only target tracking.
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    },
    { parent: opts.parent },
  );
}

/**
 * A step in asks no target tracking policy, so its alarm looks at all that they hold: little CPU with many requests would
 * take tasks away that the policy for requests brings back. It looks at what one task fewer would have to do: of two tasks
 * one is half, of twenty a twentieth. With one healthy task or none there is none to take away. Where nobody counted them
 * there is no data either.
 */
function createCalmAlarm(
  name: string,
  {
    account,
    scaling,
    clusterName,
    serviceName,
    loadBalancerArnSuffix,
    targetGroupArnSuffix,
    alternateArnSuffix,
  }: BurstPoliciesArgs,
  policy: aws.appautoscaling.Policy,
  opts: { parent: pulumi.Resource },
): void {
  const period = 60;
  const groups: (readonly [id: string, targetGroup: pulumi.Input<string>])[] =
    alternateArnSuffix === undefined
      ? [["", targetGroupArnSuffix]]
      : [
          ["_first", targetGroupArnSuffix],
          ["_second", alternateArnSuffix],
        ];
  const [requests = "", ...others] = groups.map(([suffix]) => `FILL(requests${suffix}, 0)`);
  const allRequests = others.length === 0 ? requests : `(${[requests, ...others].join(" + ")})`;
  new aws.cloudwatch.MetricAlarm(
    `${name}-step-in`,
    {
      name: `${account.prefix}-${name}-step-in`,
      alarmDescription: `Takes tasks from ${name}: one fewer would have ${STEP_IN_AT} % of what scaling holds to do at most. Starts a scaling policy and tells nobody. Runbook: docs/runbooks/services.md#bursts`,
      metricQueries: [
        {
          id: "load",
          expression: "IF(tasks > 1, MAX([cpu_share, requests_share]) * tasks / (tasks - 1), 100)",
          label: "% of the targets with one task fewer",
          returnData: true,
        },
        { id: "cpu_share", expression: `100 * cpu / ${scaling.cpuPercent}` },
        // A load balancer without requests publishes nothing.
        { id: "requests_share", expression: `100 * ${allRequests} / ${scaling.requestsPerTarget}` },
        {
          id: "cpu",
          metric: {
            namespace: "AWS/ECS",
            metricName: "CPUUtilization",
            dimensions: { ClusterName: clusterName, ServiceName: serviceName },
            period,
            stat: "Average",
          },
        },
        ...(groups.length === 1
          ? []
          : [{ id: "tasks", expression: `SUM([${groups.map(([suffix]) => `tasks${suffix}`).join(", ")}])` }]),
        ...ofGroups("requests", "RequestCountPerTarget", "Sum"),
        ...ofGroups("tasks", "HealthyHostCount", "Average"),
      ],
      comparisonOperator: "LessThanOrEqualToThreshold",
      threshold: STEP_IN_AT,
      evaluationPeriods: CALM_MINUTES,
      datapointsToAlarm: CALM_MINUTES,
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    },
    { parent: opts.parent },
  );

  function ofGroups(id: string, metricName: string, stat: string) {
    return groups.map(([suffix, targetGroup]) => ({
      id: `${id}${suffix}`,
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName,
        dimensions: { LoadBalancer: loadBalancerArnSuffix, TargetGroup: targetGroup },
        period,
        stat,
      },
    }));
  }
}
