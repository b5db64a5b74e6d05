import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { split, type StrategyItem } from "../split";
import { interfaceEndpoints, waysOut, type WayOut } from "./egress";
import { dependents, list, number, object, refs, text } from "./read";
import { distinct, subnetsOf, zonesOf } from "./zones";

/** Tasks of an ECS service. */
export interface ServicePart {
  readonly resource: GraphResource;
  readonly zones: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Zones that hold a task of it at the same time, at least. */
  readonly copies: number;
  /** Whether its tasks run on instances of a group. */
  readonly isOnInstances: boolean;
  readonly vcpu: number;
  readonly definition: GraphResource | undefined;
  readonly targetGroup: GraphResource | undefined;
  /** Most of the desired tasks that may run during a deployment, percent. */
  readonly deploymentPercent: number;
  readonly strategy: readonly StrategyItem[];
  readonly waysOut: readonly WayOut[];
}

/** A database with its standbys. */
export interface DatabasePart {
  readonly resource: GraphResource;
  /** Zones that it may stand in. */
  readonly zones: readonly string[];
  /** Zones that hold a copy at the same time. */
  readonly copies: number;
  readonly kind: "instance" | "cluster";
  readonly retentionDays: number;
}

export interface LoadBalancerPart {
  readonly resource: GraphResource;
  readonly zones: readonly string[];
}

/** What a stack needs to serve, and where it stands. */
export interface Parts {
  readonly services: readonly ServicePart[];
  readonly databases: readonly DatabasePart[];
  readonly loadBalancers: readonly LoadBalancerPart[];
  readonly endpoints: readonly LoadBalancerPart[];
  /** Caches, with the zones that hold a node at the same time. */
  readonly caches: readonly (LoadBalancerPart & { readonly copies: number })[];
  /** Groups of instances. */
  readonly groups: readonly {
    readonly resource: GraphResource;
    readonly zones: readonly string[];
    readonly min: number;
  }[];
}

export function partsOf(graph: ResourceGraph): Parts {
  return {
    services: graph.ofType(T.service).map((resource) => serviceOf(graph, resource)),
    databases: [...graph.ofType(T.databaseInstance), ...graph.ofType(T.databaseCluster)].flatMap((resource) =>
      databaseOf(graph, resource),
    ),
    loadBalancers: graph
      .ofType(T.loadBalancer)
      .map((resource) => ({ resource, zones: zonesOf(graph, resource, "subnets") })),
    endpoints: interfaceEndpoints(graph),
    caches: graph.ofType(T.cacheGroup).map((resource) => cacheOf(graph, resource)),
    groups: graph.ofType(T.autoScalingGroup).map((resource) => ({
      resource,
      zones: zonesOf(graph, resource, "vpcZoneIdentifiers"),
      min: number(resource.inputs.minSize) ?? 0,
    })),
  };
}

/** Only with Multi-AZ does ElastiCache keep its nodes in different zones. */
function cacheOf(graph: ResourceGraph, resource: GraphResource): Parts["caches"][number] {
  const groups = refs(graph, resource, T.cacheSubnets, "subnetGroupName");
  const { multiAzEnabled, numCacheClusters, replicasPerNodeGroup } = resource.inputs;
  const nodes = number(numCacheClusters) ?? (number(replicasPerNodeGroup) ?? 0) + 1;
  return {
    resource,
    zones: distinct(groups.flatMap((group) => zonesOf(graph, group, "subnetIds"))),
    copies: multiAzEnabled === true ? nodes : 1,
  };
}

/** Tasks on demand and on Spot when `tasks` run. Groups of instances are neither. */
export function onDemandAndSpot({ strategy }: Pick<ServicePart, "strategy">, tasks: number) {
  const counts = split(tasks, strategy);
  const of = (provider: string): number =>
    strategy.reduce((sum, item, index) => sum + (item.provider === provider ? (counts[index] ?? 0) : 0), 0);
  return { onDemand: of("FARGATE"), spot: of("FARGATE_SPOT") };
}

function serviceOf(graph: ResourceGraph, resource: GraphResource): ServicePart {
  const { inputs } = resource;
  const [target] = dependents(graph, resource, T.scalingTarget);
  const [definition] = refs(graph, resource, T.taskDefinition);
  const desired = number(inputs.desiredCount) ?? 1;
  const min = number(target?.inputs.minCapacity) ?? desired;
  const zones = zonesOf(graph, resource, "networkConfiguration");
  const strategy = strategyOf(inputs);
  const isOnInstances = !strategy.some(({ provider }) => provider.startsWith("FARGATE"));
  return {
    resource,
    zones,
    // Fargate spreads over zones; on instances, all tasks may share the only one that a group must have.
    copies: Math.min(min, zones.length, isOnInstances ? Math.max(1, instancesOf(graph)) : Infinity),
    isOnInstances,
    min,
    max: number(target?.inputs.maxCapacity) ?? Math.max(min, desired),
    vcpu: (number(definition?.inputs.cpu) ?? 1024) / 1024,
    definition,
    targetGroup: refs(graph, resource, T.targetGroup)[0],
    deploymentPercent: number(inputs.deploymentMaximumPercent) ?? 200,
    strategy,
    waysOut: waysOut(graph, subnetsOf(graph, resource, "networkConfiguration")),
  };
}

/** Fewest instances that any group of the program keeps; one that is not seen may keep none. */
function instancesOf(graph: ResourceGraph): number {
  const sizes = graph.ofType(T.autoScalingGroup).map(({ inputs }) => number(inputs.minSize) ?? 0);
  return sizes.length === 0 ? 0 : Math.min(...sizes);
}

function strategyOf(inputs: GraphResource["inputs"]): StrategyItem[] {
  const items = list(inputs.capacityProviderStrategies).map(object);
  if (items.length === 0) return [{ provider: text(inputs.launchType) ?? "FARGATE", weight: 1 }];
  return items.map(({ capacityProvider, base, weight }) => ({
    provider: text(capacityProvider) ?? "",
    base: number(base) ?? 0,
    weight: number(weight) ?? 0,
  }));
}

/** Instances of a cluster, and copies of another instance, are no database of their own. */
function databaseOf(graph: ResourceGraph, resource: GraphResource): DatabasePart[] {
  const { type, inputs } = resource;
  if (inputs.replicateSourceDb !== undefined) return [];
  const groups = refs(graph, resource, T.databaseSubnets, "dbSubnetGroupName");
  const zones = distinct(groups.flatMap((group) => zonesOf(graph, group, "subnetIds")));
  const isCluster = type === T.databaseCluster;
  const members = graph
    .ofType("aws:rds/clusterInstance:ClusterInstance")
    .filter(({ dependsOn }) => dependsOn.includes(resource.urn)).length;
  // A Multi-AZ DB cluster has a writer and two readers, which are no resources of their own.
  const copies = isCluster
    ? inputs.dbClusterInstanceClass === undefined
      ? members
      : 3
    : inputs.multiAz === true
      ? 2
      : 1;
  return [
    {
      resource,
      zones,
      copies: Math.max(1, copies),
      kind: isCluster ? "cluster" : "instance",
      retentionDays: number(inputs.backupRetentionPeriod) ?? (isCluster ? 1 : 0),
    },
  ];
}
