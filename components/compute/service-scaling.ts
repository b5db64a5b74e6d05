import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { createBurstPolicies } from "./burst-policies";
import { burstOf } from "./burst-scaling";
import { GROUPS, SUM_OF_GROUPS } from "./group-sum";
import {
  requestCountLabel,
  SCALE_IN_COOLDOWN_SECONDS,
  SCALE_OUT_COOLDOWN_SECONDS,
  type ScalingArgs,
  type ScheduledFloor,
} from "./scaling";
import { createScalingTarget } from "./scaling-target";

export interface ServiceScalingArgs extends ScalingArgs {
  readonly account: AccountContext;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** `app/<name>/<id>` of the load balancer whose rule forwards to the target group. */
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  /** `targetgroup/<name>/<id>` */
  readonly targetGroupArnSuffix: pulumi.Input<string>;
  /** `targetgroup/<name>/<id>` of the second target group. @default it has none */
  readonly alternateArnSuffix?: pulumi.Input<string> | undefined;
  /** Rule that forwards to the target group: AWS refuses to count requests of a group without a load balancer. */
  readonly listenerRule: pulumi.Resource;
}

/**
 * Application Auto Scaling for a service: its bounds, one policy for CPU, one for requests per target, two for bursts where
 * they are asked for, and a scheduled action for each floor. A target belongs to the service's name, so a replaced service gets a new one.
 */
export function createServiceScaling(
  name: string,
  args: ServiceScalingArgs,
  opts: { parent: pulumi.Resource },
): aws.appautoscaling.Target {
  const { parent } = opts;
  const burst = burstOf(args.scaling.burst);
  const tracking = burst === undefined ? cooldowns : { ...cooldowns, ...addsOnly };
  const { target, scaled } = createScalingTarget(name, { ...args, ignoreChanges: scheduledInputs(args) }, { parent });
  new aws.appautoscaling.Policy(
    `${name}-cpu`,
    {
      ...scaled,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        ...tracking,
        targetValue: args.scaling.cpuPercent,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      },
    },
    { parent },
  );
  new aws.appautoscaling.Policy(
    `${name}-requests`,
    {
      ...scaled,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        ...tracking,
        targetValue: args.scaling.requestsPerTarget,
        ...requestCount(args),
      },
    },
    { parent, dependsOn: [args.listenerRule] },
  );
  if (burst !== undefined) createBurstPolicies(name, { ...args, burst, scaled }, { parent });
  for (const floor of args.scheduledFloors ?? []) {
    new aws.appautoscaling.ScheduledAction(
      `${name}-${floor.key}`,
      { ...scaled, ...scheduledAction(floor, args.maxTasks) },
      { parent },
    );
  }
  return target;
}

/**
 * Requests of a minute for each task. Of two target groups it is the sum of both averages: a shift runs as many tasks of
 * the new version as of the old one, so a tenth and nine tenths of the requests add up to those of one task.
 *
 * Source: Amazon ECS developer guide, "Use a target metric to scale Amazon ECS services": `ALBRequestCountPerTarget` is
 * not supported for blue/green deployments, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html.
 */
function requestCount({ loadBalancerArnSuffix, targetGroupArnSuffix, alternateArnSuffix }: ServiceScalingArgs) {
  if (alternateArnSuffix === undefined) {
    return {
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: pulumi
          .all([loadBalancerArnSuffix, targetGroupArnSuffix])
          .apply(([loadBalancer, targetGroup]) => requestCountLabel(loadBalancer, targetGroup)),
      },
    };
  }
  const of = (id: string, targetGroup: pulumi.Input<string>) => ({
    id,
    returnData: false,
    metricStat: {
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [
          { name: "LoadBalancer", value: loadBalancerArnSuffix },
          { name: "TargetGroup", value: targetGroup },
        ],
      },
      stat: "Sum",
    },
  });
  return {
    customizedMetricSpecification: {
      metrics: [
        { id: "requests", expression: SUM_OF_GROUPS, label: "requests per task", returnData: true },
        of(GROUPS.first, targetGroupArnSuffix),
        of(GROUPS.second, alternateArnSuffix),
      ],
    },
  };
}

/** Inputs that schedules change in AWS: a deployment must not reset them. */
function scheduledInputs({ scheduledBounds = false, scheduledFloors = [] }: ServiceScalingArgs): string[] {
  if (scheduledBounds) return ["minCapacity", "maxCapacity"];
  return scheduledFloors.length > 0 ? ["minCapacity"] : [];
}

const cooldowns = {
  scaleOutCooldown: SCALE_OUT_COOLDOWN_SECONDS,
  scaleInCooldown: SCALE_IN_COOLDOWN_SECONDS,
};

/** Its low alarm sees a quarter of an hour, and would take away what a step has just added. */
const addsOnly = { disableScaleIn: true };

function scheduledAction(floor: ScheduledFloor, maxTasks: number) {
  return {
    schedule: floor.schedule,
    timezone: floor.timezone ?? "UTC",
    scalableTargetAction: { minCapacity: floor.minTasks, maxCapacity: maxTasks },
  };
}
