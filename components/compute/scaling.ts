import { type BurstScaling, burstOf } from "./burst-scaling";

/** When a service grows and shrinks. */
export interface ScalingTargets {
  /** Average CPU of all tasks to hold, in percent. */
  readonly cpuPercent: number;
  /** Requests per minute and task to hold. */
  readonly requestsPerTarget: number;
  /**
   * Steps for a load that multiplies within minutes; the application has to publish `RequestsInFlight` and
   * `RequestsRefused` (docs/your-app.md). True takes 3 requests in flight as too many for a task. @default false
   */
  readonly burst?: boolean | BurstScaling | undefined;
}

/** A change of the smallest number of tasks at fixed times, e.g. before office hours. */
export interface ScheduledFloor {
  /** Short name that stays the same while the schedule changes, e.g. `morning`. */
  readonly key: string;
  /** `cron(…)`, `rate(…)` or `at(…)` as Application Auto Scaling reads them. */
  readonly schedule: string;
  /** IANA time zone. @default "UTC" */
  readonly timezone?: string | undefined;
  /** Smallest number of tasks from then on. */
  readonly minTasks: number;
}

/** Bounds and targets of a service. */
export interface ScalingArgs {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly scaling: ScalingTargets;
  /** @default none */
  readonly scheduledFloors?: readonly ScheduledFloor[] | undefined;
  /**
   * Whether a schedule elsewhere (off-hours) sets `minTasks` and `maxTasks` in AWS. Deployments then leave them alone,
   * and a changed number takes effect when that schedule runs next. @default false
   */
  readonly scheduledBounds?: boolean | undefined;
}

/** Seconds before another step out may follow: one minute, since a surge does not wait. */
export const SCALE_OUT_COOLDOWN_SECONDS = 60;

/** Seconds before another step in may follow: five minutes, so that a dip does not remove tasks that are needed again. */
export const SCALE_IN_COOLDOWN_SECONDS = 300;

/** What Application Auto Scaling calls an ECS service. It wants names: ARNs are refused. */
export function serviceResourceId(clusterName: string, serviceName: string): string {
  return `service/${clusterName}/${serviceName}`;
}

/** How `ALBRequestCountPerTarget` names a target group: `app/<balancer>/<id>/targetgroup/<group>/<id>`. */
export function requestCountLabel(loadBalancerArnSuffix: string, targetGroupArnSuffix: string): string {
  return `${loadBalancerArnSuffix}/${targetGroupArnSuffix}`;
}

/** What is wrong with the bounds and targets of a service, one line each. */
export function scalingProblems(args: ScalingArgs): string[] {
  const { minTasks, maxTasks, scaling, scheduledFloors = [] } = args;
  const keys = scheduledFloors.map((floor) => floor.key);
  const burst = burstOf(scaling.burst);
  return [
    ...(Number.isInteger(minTasks) && minTasks >= 0 ? [] : [`minTasks is ${minTasks}: use a whole number from 0.`]),
    ...(Number.isInteger(maxTasks) && maxTasks >= Math.max(minTasks, 1)
      ? []
      : [`maxTasks is ${maxTasks}: use a whole number of at least ${Math.max(minTasks, 1)}.`]),
    ...(scaling.cpuPercent > 0 && scaling.cpuPercent < 100
      ? []
      : [`scaling.cpuPercent is ${scaling.cpuPercent}: use more than 0 and less than 100.`]),
    ...(scaling.requestsPerTarget > 0
      ? []
      : [`scaling.requestsPerTarget is ${scaling.requestsPerTarget}: use more than 0 requests a minute.`]),
    ...(burst === undefined || burst.inFlight > 0
      ? []
      : [`scaling.burst.inFlight is ${burst.inFlight}: use more than 0 requests.`]),
    ...(burst === undefined || minTasks > 0
      ? []
      : [
          "scaling.burst needs minTasks of at least 1: a step in would take the last task, and nothing would bring it back.",
        ]),
    ...keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => `two scheduled floors are called "${key}": give each its own key.`),
    ...scheduledFloors
      .filter((floor) => !Number.isInteger(floor.minTasks) || floor.minTasks < 0 || floor.minTasks > maxTasks)
      .map((floor) => `scheduled floor "${floor.key}" is ${floor.minTasks}: use a whole number from 0 to ${maxTasks}.`),
  ];
}
