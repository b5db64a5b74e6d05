import { type CacheFacts } from "../facts/cache";
import { type DatabaseFacts, type DumpFacts } from "../facts/data";
import { type NetworkFacts, type SubnetFacts, type Tier, type ZoneFacts } from "../facts/network";
import { type LoadBalancerFacts, type ServiceFacts, type TaskFacts } from "../facts/services";
import { queueLine, type WorkerFacts } from "../facts/workers";
import { type Box, type Card, type Link } from "../scene";
import { span, titleOf } from "../words";

/** What stands in subnets. */
export interface ZoneContent {
  readonly network: NetworkFacts;
  readonly services: readonly ServiceFacts[];
  readonly workers: readonly WorkerFacts[];
  readonly loadBalancers: readonly LoadBalancerFacts[];
  readonly database: DatabaseFacts;
  readonly cache: CacheFacts | undefined;
  readonly dump: DumpFacts | undefined;
}

/** Id of the box around a zone. */
export const zoneId = ({ name }: ZoneFacts): string => `zone-${name}`;
export const subnetBoxId = (tier: Tier, zone: ZoneFacts): string => `subnet-${tier}-${zone.name}`;
export const databaseId = (zone: ZoneFacts): string => `database-${zone.name}`;
export const cacheId = (zone: ZoneFacts): string => `cache-${zone.name}`;
export const loadBalancerId = (balancer: LoadBalancerFacts, zone: ZoneFacts): string => `${balancer.name}-${zone.name}`;
export const serviceId = (service: TaskFacts, zone: ZoneFacts): string => `${service.name}-${zone.name}-tasks`;
export const DUMP_ID = "dump";

/** A zone: its subnets from public to isolated, each with what stands in it. */
export function zoneBox(content: ZoneContent, zone: ZoneFacts, index: number): Box {
  return {
    kind: "box",
    id: zoneId(zone),
    look: "zone",
    title: `Availability Zone ${zone.name}`,
    column: "zones",
    children: zone.subnets.map((subnet) => ({
      kind: "box",
      id: subnetBoxId(subnet.tier, zone),
      look: subnet.tier,
      title: titleOf(subnet.tier),
      detail: subnet.cidr,
      column: subnet.tier,
      row: zone.name,
      children: cardsIn(content, zone, subnet, index),
    })),
  };
}

/** Keeps the tiers of a zone from left to right, whatever stands in them. */
export function tierOrder(zone: ZoneFacts): Link[] {
  return zone.subnets.slice(1).map((subnet, index) => {
    const before = zone.subnets[index];
    return {
      id: `order-${subnetBoxId(subnet.tier, zone)}`,
      from: before === undefined ? "" : subnetBoxId(before.tier, zone),
      to: subnetBoxId(subnet.tier, zone),
      tone: "neutral",
      role: "layout",
    };
  });
}

/** Zones of a subnet list, such as those that a service may run in. */
export function zonesOf(network: NetworkFacts, subnetIds: readonly string[]): ZoneFacts[] {
  return network.zones.filter(({ subnets }) => subnets.some(({ id }) => subnetIds.includes(id)));
}

function cardsIn(content: ZoneContent, zone: ZoneFacts, subnet: SubnetFacts, index: number): Card[] {
  const isHere = ({ subnetIds }: { readonly subnetIds: readonly string[] }): boolean => subnetIds.includes(subnet.id);
  const { dump } = content;
  const isDumpZone = dump !== undefined && zonesOf(content.network, dump.subnetIds)[0] === zone;
  return [
    ...content.loadBalancers.filter(isHere).map((balancer) => loadBalancerCard(balancer, zone)),
    ...natCard(subnet, zone),
    ...(isDumpZone && isHere(dump) ? [dumpCard(dump)] : []),
    ...content.services.filter(isHere).map((service) => serviceCard(service, httpLines(service), zone)),
    ...content.workers.filter(isHere).map((worker) => serviceCard(worker, [queueLine(worker)], zone)),
    ...(subnet.tier === "isolated"
      ? [...databaseCard(content.database, zone, index), ...cacheCard(content.cache, zone, index)]
      : []),
  ];
}

function loadBalancerCard(balancer: LoadBalancerFacts, zone: ZoneFacts): Card {
  return {
    kind: "card",
    id: loadBalancerId(balancer, zone),
    icon: "load-balancer",
    title: balancer.internal ? "Internal ALB" : "Public ALB",
    lines: [`${balancer.protocol} ${balancer.port}`, "node in this zone"],
    sizeClass: `balancer-${balancer.name}`,
  };
}

function natCard({ nat }: SubnetFacts, zone: ZoneFacts): Card[] {
  if (nat === undefined) return [];
  const isGateway = nat.kind === "gateway";
  return [
    {
      kind: "card",
      id: `nat-${zone.name}`,
      icon: isGateway ? "nat-gateway" : "ec2",
      title: isGateway ? "NAT gateway" : "NAT instance",
      lines: [isGateway ? "way out, HTTPS" : `${nat.instanceType}, HTTPS out`],
      sizeClass: "nat",
    },
  ];
}

/** The port, and the paths that tell it from others behind one load balancer. */
const httpLines = ({ port, paths }: ServiceFacts): string[] => [
  `HTTP ${port}`,
  ...(paths.length === 0
    ? []
    : [paths.length === 1 ? (paths[0] ?? "") : `${paths[0] ?? ""} and ${paths.length - 1} more`]),
];

function serviceCard(service: TaskFacts, takes: readonly string[], zone: ZoneFacts): Card {
  const onFargate = service.strategy.every(({ name }) => name.startsWith("FARGATE"));
  const zones = service.subnetIds.length;
  return {
    kind: "card",
    id: serviceId(service, zone),
    icon: onFargate ? "fargate" : "ec2",
    title: titleOf(service.name),
    lines: [
      ...takes,
      service.size,
      span(service.min, service.max, "task"),
      zones === 1 ? "in this zone" : `over ${zones} zones`,
    ],
    sizeClass: "service",
  };
}

function dumpCard(dump: DumpFacts): Card {
  const zones = dump.subnetIds.length;
  return {
    kind: "card",
    id: DUMP_ID,
    icon: "fargate",
    title: "Dump task",
    lines: [dump.size, dump.when, zones === 1 ? "in this zone" : `in any of ${zones} zones`],
    sizeClass: "service",
  };
}

/** AWS chooses which zone has the primary; here it is the first. */
function databaseCard(database: DatabaseFacts, zone: ZoneFacts, index: number): Card[] {
  if (index > (database.multiAz ? 1 : 0)) return [];
  const isPrimary = index === 0;
  return [
    {
      kind: "card",
      id: databaseId(zone),
      icon: "rds",
      title: isPrimary ? "RDS MySQL" : "Standby",
      lines: isPrimary
        ? [`port ${database.port}`, database.instanceClass, `${database.engine}, ${database.storageGb} GB`]
        : ["synchronous copy", database.instanceClass, "takes over in a fault"],
      sizeClass: "database",
    },
  ];
}

/** As with the database, the first zone stands for the one with the primary. */
function cacheCard(cache: CacheFacts | undefined, zone: ZoneFacts, index: number): Card[] {
  if (cache === undefined || index >= cache.nodes) return [];
  const isPrimary = index === 0;
  return [
    {
      kind: "card",
      id: cacheId(zone),
      icon: "elasticache",
      title: isPrimary ? "Cache" : "Cache replica",
      lines: isPrimary
        ? [`port ${cache.port}`, cache.nodeType, cache.engine]
        : ["copy", cache.nodeType, "takes over in a fault"],
      sizeClass: "database",
    },
  ];
}
