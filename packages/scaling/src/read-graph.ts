import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { type ConnectionCeiling, connectionCeiling } from "./connection-ceiling";
import { type Policy, type ScheduledAction, type Signal } from "./policy";
import { startSeconds } from "./provisioning";
import { readAlarm, TAKEN, WAITING } from "./read-alarm";
import { rolloutOf } from "./read-rollout";
import { type Service } from "./service";
import { type StrategyItem } from "./split";
import { type AdjustmentType, type Step } from "./step-adjustment";

/** What the graph does not tell about a service. */
export interface Measured {
  /** Requests a second that a task serves, by the share of a vCPU that it has. */
  readonly capacity: (vcpu: number) => number;
  /** Seconds into the load at which a schedule's expression runs; undefined for one that cannot be read. */
  readonly timesOf: (expression: string, timezone: string) => readonly number[] | undefined;
  /** Connections that a task of this definition may open to a database. @default none are known */
  readonly connections?: (definition: GraphResource) => number | undefined;
  /** Megabytes (10⁶ bytes) of the compressed image. @default none worth counting */
  readonly imageMegabytes?: number;
  /** Seconds from the launch of a task to its first request. @default that of the image, and a health check's pass */
  readonly provision?: number;
}

/** A service as it is configured, and what of it the simulation cannot follow. */
export interface Read {
  readonly service: Service;
  readonly vcpu: number;
  readonly memoryGb: number;
  readonly isArm: boolean;
  /** What the database's connections allow; undefined for a service that opens none. */
  readonly connections: ConnectionCeiling | undefined;
  readonly notFollowed: readonly string[];
}

/** Seconds that a target group waits where nothing is said. Source: Elastic Load Balancing API, TargetGroupAttribute. */
const DRAIN = 300;

/** Logical names of the services that Application Auto Scaling may scale, in the order of the graph. */
export function servicesOf(graph: ResourceGraph): string[] {
  return graph
    .ofType(T.service)
    .filter((service) => targetOf(graph, service) !== undefined)
    .map(({ name }) => name);
}

/** @throws when there is no such service, or nothing scales it. */
export function readService(graph: ResourceGraph, name: string, measured: Measured): Read {
  const resource = graph.ofType(T.service).find((one) => one.name === name);
  const target = resource === undefined ? undefined : targetOf(graph, resource);
  if (resource === undefined || target === undefined) throw new Error(`No service ${name} scales.`);
  const definition = dependency(graph, resource, T.taskDefinition);
  const targetGroup = dependency(graph, resource, T.targetGroup);
  const vcpu = (number(definition?.inputs.cpu) ?? 1024) / 1024;
  const notFollowed: string[] = [];
  const policies = dependents(graph, target, T.scalingPolicy).flatMap((policy) => {
    const read = policyOf(graph, policy);
    if (read === undefined) notFollowed.push(`policy ${policy.name}`);
    return read ?? [];
  });
  const scheduled = dependents(graph, target, T.scalingSchedule).flatMap((action) => {
    const read = scheduledOf(action, measured);
    if (read === undefined) notFollowed.push(`schedule ${action.name}`);
    return read ?? [];
  });
  const connections = connectionCeiling(graph, name, measured.connections);
  const capacity = measured.capacity(vcpu);
  const interval = number(object(targetGroup?.inputs.healthCheck).interval) ?? 0;
  return {
    service: {
      name,
      capacity,
      ...(connections === undefined ? {} : { ceiling: connections.tasks * capacity }),
      min: number(target.inputs.minCapacity) ?? 0,
      max: number(target.inputs.maxCapacity) ?? 0,
      policies,
      scheduled,
      strategy: strategyOf(resource),
      rollout: rolloutOf(resource.inputs),
      // A new target needs one passed check only, so half an interval on average.
      provision: measured.provision ?? startSeconds(measured.imageMegabytes ?? 0) + interval / 2,
      drain: number(targetGroup?.inputs.deregistrationDelay) ?? DRAIN,
      spotInterruptions: 0,
    },
    vcpu,
    memoryGb: (number(definition?.inputs.memory) ?? 2048) / 1024,
    isArm: object(definition?.inputs.runtimePlatform).cpuArchitecture === "ARM64",
    connections,
    notFollowed,
  };
}

function targetOf(graph: ResourceGraph, service: GraphResource): GraphResource | undefined {
  return dependents(graph, service, T.scalingTarget)[0];
}

function dependents(graph: ResourceGraph, resource: GraphResource, type: string): GraphResource[] {
  return graph.ofType(type).filter(({ dependsOn }) => dependsOn.includes(resource.urn));
}

/** What a resource depends on, of a type. */
export function dependency(graph: ResourceGraph, resource: GraphResource, type: string): GraphResource | undefined {
  return graph.ofType(type).find(({ urn }) => resource.dependsOn.includes(urn));
}

function strategyOf({ inputs }: GraphResource): StrategyItem[] {
  const items = list(inputs.capacityProviderStrategies).map(({ capacityProvider, base, weight }) => ({
    provider: text(capacityProvider) ?? "FARGATE",
    base: number(base) ?? 0,
    weight: number(weight) ?? 0,
  }));
  return items.length > 0 ? items : [{ provider: text(inputs.launchType) ?? "FARGATE", weight: 1 }];
}

function scheduledOf({ inputs }: GraphResource, { timesOf }: Measured): ScheduledAction | undefined {
  const at = timesOf(text(inputs.schedule) ?? "", text(inputs.timezone) ?? "UTC");
  if (at === undefined) return undefined;
  const { minCapacity, maxCapacity } = object(inputs.scalableTargetAction);
  const [min, max] = [number(minCapacity), number(maxCapacity)];
  return { at, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

const PREDEFINED: Readonly<Record<string, Signal>> = {
  ECSServiceAverageCPUUtilization: "cpu",
  ALBRequestCountPerTarget: "requests",
};

/**
 * Requests per task as the sum over the target groups of one service, between which deployments move them: while they do,
 * each group has as many tasks as the service, so the sum is that of one.
 */
function customized({ metrics }: Record<string, unknown>): Signal | undefined {
  const queries = list(metrics);
  const stats = queries.flatMap(({ id, metricStat }) =>
    metricStat === undefined ? [] : [{ id: text(id) ?? "", metric: object(object(metricStat).metric) }],
  );
  const counts = ({ namespace, metricName }: Record<string, unknown>): boolean =>
    namespace === "AWS/ApplicationELB" && metricName === "RequestCountPerTarget";
  if (stats.length === 0 || !stats.every(({ metric }) => counts(metric))) return undefined;
  const expression = queries.map((query) => text(query.expression)).find((found) => found !== undefined) ?? "";
  const sum = `SUM([${stats.map(({ id }) => id).join(",")}])`;
  return expression.replaceAll(" ", "") === sum ? "requests" : undefined;
}

function policyOf(graph: ResourceGraph, policy: GraphResource): Policy | undefined {
  const tracking = object(policy.inputs.targetTrackingScalingPolicyConfiguration);
  const target = number(tracking.targetValue);
  if (target !== undefined) {
    const signal =
      PREDEFINED[text(object(tracking.predefinedMetricSpecification).predefinedMetricType) ?? ""] ??
      customized(object(tracking.customizedMetricSpecification)) ??
      backlogOf(list(object(tracking.customizedMetricSpecification).metrics));
    if (signal === undefined) return undefined;
    const [outCooldown, inCooldown] = [number(tracking.scaleOutCooldown), number(tracking.scaleInCooldown)];
    return {
      kind: "tracking",
      signal,
      target,
      ...(outCooldown === undefined ? {} : { outCooldown }),
      ...(inCooldown === undefined ? {} : { inCooldown }),
      ...(tracking.disableScaleIn === true ? { outOnly: true } : {}),
    };
  }
  return stepOf(graph, policy);
}

/** `(waiting + taken) / running` of a queue's messages and a service's samples is its backlog. */
function backlogOf(queries: readonly Record<string, unknown>[]): Signal | undefined {
  const expression = text(queries.find(({ returnData }) => returnData === true)?.expression);
  const [, ...ids] = /^\((\w+) \+ (\w+)\) \/ (\w+)$/.exec(expression ?? "") ?? [];
  const [waiting, taken, running] = ids.map((id) => {
    const stat = object(queries.find((query) => query.id === id)?.metricStat);
    return { name: text(object(stat.metric).metricName), statistic: text(stat.stat) };
  });
  const isBacklog = waiting?.name === WAITING && taken?.name === TAKEN && running?.statistic === "SampleCount";
  return isBacklog ? "backlog" : undefined;
}

/** A step policy has the threshold of the alarm that calls it. */
function stepOf(graph: ResourceGraph, policy: GraphResource): Policy | undefined {
  const step = object(policy.inputs.stepScalingPolicyConfiguration);
  const alarm = dependents(graph, policy, T.metricAlarm)[0]?.inputs;
  const reading = alarm === undefined ? undefined : readAlarm(alarm);
  const [type, threshold] = [text(step.adjustmentType), number(alarm?.threshold)];
  if (type === undefined || alarm === undefined || reading === undefined || threshold === undefined) return undefined;
  const cooldown = number(step.cooldown);
  return {
    kind: "step",
    signal: reading.signal,
    threshold,
    when: text(alarm.comparisonOperator)?.startsWith("Less") === true ? "below" : "above",
    period: reading.period,
    points: number(alarm.datapointsToAlarm) ?? number(alarm.evaluationPeriods) ?? 1,
    ...(cooldown === undefined ? {} : { cooldown }),
    type: type as AdjustmentType,
    minimumMagnitude: number(step.minAdjustmentMagnitude) ?? 1,
    steps: list(step.stepAdjustments).map(stepAdjustment),
  };
}

function stepAdjustment(inputs: Record<string, unknown>): Step {
  const [from, to] = [number(inputs.metricIntervalLowerBound), number(inputs.metricIntervalUpperBound)];
  return {
    adjustment: number(inputs.scalingAdjustment) ?? 0,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Pulumi's inputs have some numbers as texts. */
function number(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
