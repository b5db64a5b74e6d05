import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { at, firstOf, listAt, numberAt, taskSize, textAt } from "./read";

export interface LoadBalancerFacts {
  readonly urn: string;
  readonly name: string;
  readonly internal: boolean;
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly port: number;
  readonly protocol: string;
}

export interface ProviderShare {
  readonly name: string;
  readonly base: number;
  readonly weight: number;
}

/** What services with and without a load balancer have in common. */
export interface TaskFacts {
  readonly name: string;
  readonly resource: GraphResource;
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  /** `0.5 vCPU, 1 GB` */
  readonly size: string;
  readonly architecture: string;
  readonly strategy: readonly ProviderShare[];
}

export interface ServiceFacts extends TaskFacts {
  readonly port: number;
  /** Paths that its listener rule asks for; none where it takes every path. */
  readonly paths: readonly string[];
  readonly targetGroup: GraphResource;
  readonly loadBalancer: LoadBalancerFacts;
}

export function loadBalancers(graph: ResourceGraph): LoadBalancerFacts[] {
  return graph.ofType(T.loadBalancer).map((resource) => {
    const listener = found(
      firstOf(graph, T.listener, ({ dependsOn }) => dependsOn.includes(resource.urn)),
      `the listener of ${resource.name}`,
    );
    return {
      urn: resource.urn,
      name: resource.name,
      internal: resource.inputs.internal === true,
      subnetIds: listAt(resource.inputs, "subnets").map(String),
      groupIds: listAt(resource.inputs, "securityGroups").map(String),
      port: numberAt(listener, "port"),
      protocol: textAt(listener, "protocol"),
    };
  });
}

/** Services behind load balancers, in the order of the request: what a public load balancer serves first. */
export function services(graph: ResourceGraph): ServiceFacts[] {
  const balancers = loadBalancers(graph);
  return graph
    .ofType(T.service)
    .filter(isBehindLoadBalancer)
    .map((resource) => serviceFacts(graph, resource, balancers))
    .sort((a, b) => Number(a.loadBalancer.internal) - Number(b.loadBalancer.internal));
}

export const isBehindLoadBalancer = ({ inputs }: GraphResource): boolean => listAt(inputs, "loadBalancers").length > 0;

function serviceFacts(
  graph: ResourceGraph,
  resource: GraphResource,
  balancers: readonly LoadBalancerFacts[],
): ServiceFacts {
  const { name } = resource;
  const targetGroup = dependency(graph, resource, T.targetGroup);
  const rule = found(
    firstOf(graph, T.listenerRule, ({ dependsOn }) => dependsOn.includes(targetGroup.urn)),
    `the listener rule of ${name}`,
  );
  const listener = dependency(graph, rule, T.listener);
  return {
    ...taskFacts(graph, resource),
    port: numberAt(targetGroup, "port"),
    paths: listAt(rule.inputs, "conditions")
      .flatMap((condition) => listAt(condition, "pathPattern.values"))
      .map(String)
      .filter((path) => path !== "/*"),
    targetGroup,
    loadBalancer: found(
      balancers.find(({ urn }) => listener.dependsOn.includes(urn)),
      `the load balancer of ${name}`,
    ),
  };
}

export function taskFacts(graph: ResourceGraph, resource: GraphResource): TaskFacts {
  const { name, inputs } = resource;
  const task = dependency(graph, resource, T.taskDefinition);
  const bounds = found(
    firstOf(graph, T.scalingTarget, ({ dependsOn }) => dependsOn.includes(resource.urn)),
    `the scaling target of ${name}`,
  );
  return {
    name,
    resource,
    subnetIds: listAt(inputs, "networkConfiguration.subnets").map(String),
    groupIds: listAt(inputs, "networkConfiguration.securityGroups").map(String),
    desired: numberAt(resource, "desiredCount"),
    min: numberAt(bounds, "minCapacity"),
    max: numberAt(bounds, "maxCapacity"),
    size: taskSize(task),
    architecture: textAt(task, "runtimePlatform.cpuArchitecture"),
    strategy: listAt(inputs, "capacityProviderStrategies").map(share),
  };
}

function share(entry: unknown): ProviderShare {
  return {
    name: String(at(entry, "capacityProvider")),
    base: Number(at(entry, "base") ?? 0),
    weight: Number(at(entry, "weight") ?? 0),
  };
}

function dependency(graph: ResourceGraph, resource: GraphResource, type: string): GraphResource {
  return found(
    firstOf(graph, type, ({ urn }) => resource.dependsOn.includes(urn)),
    `${type} of ${resource.name}`,
  );
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The graph lacks ${what}.`);
  return value;
}
