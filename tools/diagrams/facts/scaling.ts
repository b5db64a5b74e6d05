import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { at, firstOf, listAt, numberAt, textAt } from "./read";
import { type ProviderShare, type ServiceFacts, type TaskFacts } from "./services";

export interface TargetFacts {
  /** `ECSServiceAverageCPUUtilization` and the like. */
  readonly metric: string;
  readonly value: number;
  readonly outSeconds: number;
  readonly inSeconds: number;
}

export interface AlarmFacts {
  readonly metric: string;
  readonly threshold: number;
  readonly datapoints: number;
  readonly periods: number;
  readonly periodSeconds: number;
}

export interface InstancesFacts {
  readonly min: number;
  readonly max: number;
  readonly onDemand: number;
  readonly types: readonly string[];
}

/** What a target-tracking policy of the service aims at. */
export function targetsOf(graph: ResourceGraph, service: ServiceFacts): TargetFacts[] {
  return scaledBy(graph, T.scalingPolicy, service).map((policy) => {
    const path = "targetTrackingScalingPolicyConfiguration";
    return {
      metric: textAt(policy, `${path}.predefinedMetricSpecification.predefinedMetricType`),
      value: numberAt(policy, `${path}.targetValue`),
      outSeconds: numberAt(policy, `${path}.scaleOutCooldown`),
      inSeconds: numberAt(policy, `${path}.scaleInCooldown`),
    };
  });
}

/** Schedules that change the bounds, as written. */
export function scheduledBounds(graph: ResourceGraph, service: TaskFacts): string[] {
  return scaledBy(graph, T.scalingSchedule, service).map((action) => {
    const bounds = ["minCapacity", "maxCapacity"].map((key) => numberAt(action, `scalableTargetAction.${key}`));
    return `${bounds.join(" to ")} at ${textAt(action, "schedule")}`;
  });
}

/** Alarms that roll a deployment of the service back. */
export function rollbackAlarms(graph: ResourceGraph, { resource }: ServiceFacts): AlarmFacts[] {
  const names = listAt(resource.inputs, "alarms.alarmNames");
  return graph
    .ofType(T.metricAlarm)
    .filter(({ id }) => names.includes(id))
    .map((alarm) => ({
      metric: textAt(alarm, "metricName"),
      threshold: numberAt(alarm, "threshold"),
      datapoints: numberAt(
        alarm,
        alarm.inputs.datapointsToAlarm === undefined ? "evaluationPeriods" : "datapointsToAlarm",
      ),
      periods: numberAt(alarm, "evaluationPeriods"),
      periodSeconds: numberAt(alarm, "period"),
    }));
}

/** The Auto Scaling group behind a capacity provider; undefined for Fargate's own. */
export function instancesOf(graph: ResourceGraph, share: ProviderShare): InstancesFacts | undefined {
  const provider = firstOf(graph, T.capacityProvider, ({ id }) => id.includes(share.name));
  if (provider === undefined) return undefined;
  const group = firstOf(graph, T.autoScalingGroup, ({ urn }) => provider.dependsOn.includes(urn));
  if (group === undefined) return undefined;
  const policy = "mixedInstancesPolicy";
  return {
    min: numberAt(group, "minSize"),
    max: numberAt(group, "maxSize"),
    onDemand: numberAt(group, `${policy}.instancesDistribution.onDemandBaseCapacity`),
    types: listAt(group.inputs, `${policy}.launchTemplate.overrides`).map((entry) => String(at(entry, "instanceType"))),
  };
}

function scaledBy(graph: ResourceGraph, type: string, { resource }: TaskFacts): GraphResource[] {
  return graph.ofType(type).filter((candidate) => graph.dependsTransitively(candidate, resource));
}
