import { type Connections, type Grouped } from "../facts/connections";
import { type EdgeFacts, type OriginFacts } from "../facts/edge";
import { type JobFacts } from "../facts/jobs";
import { type ZoneFacts } from "../facts/network";
import { type ServiceFacts } from "../facts/services";
import { type Link, type Tone } from "../scene";
import { CLOUDFRONT_ID, edgeCardIds, VPC_ORIGIN_ID } from "./edge-box";
import { jobId } from "./jobs";
import { queueId } from "./queues";
import {
  cacheId,
  databaseId,
  DUMP_ID,
  loadBalancerId,
  serviceId,
  subnetBoxId,
  type ZoneContent,
  zoneId,
  zonesOf,
} from "./zones";

/** The logical name of the site's bucket, as of every stack. */
export const SITE_ID = "site";
export const DUMPS_ID = "dumps";
export const archiveId = (index: number): string => `archive-${index}`;

export interface PathFacts extends ZoneContent {
  readonly edge: EdgeFacts;
  readonly connects: Connections;
  readonly jobs: readonly JobFacts[];
}

/** Every hop. Within a zone the layout draws it; what crosses zones is drawn over the finished layout. */
export function requestLinks(facts: PathFacts): Link[] {
  return [
    ...edgeCardIds(facts.edge).map((id) =>
      id === CLOUDFRONT_ID ? link("viewers", id, "request") : order("viewers", id),
    ),
    ...facts.edge.origins.flatMap((origin) => originLinks(facts, origin)),
    ...facts.services.flatMap((service) => serviceLinks(facts, service)),
    ...callsBetween(facts),
    ...databaseLinks(facts),
    ...dumpLinks(facts),
    ...facts.workers.map((worker) => order("vpc", queueId(worker))),
    ...facts.jobs.map((job) => order("vpc", jobId(job))),
    ...workerPlaces(facts),
  ];
}

/**
 * Beside the services that the internal load balancer serves, before the data. Without the second the layout puts workers
 * on top, where the line from the dump task to its bucket goes up.
 */
function workerPlaces({ network, workers, loadBalancers }: PathFacts): Link[] {
  const inner = loadBalancers.filter(({ internal }) => internal);
  return workers.flatMap((worker) =>
    zonesOf(network, worker.subnetIds).flatMap((zone) => [
      ...inner.map((balancer) => order(loadBalancerId(balancer, zone), serviceId(worker, zone))),
      order(serviceId(worker, zone), subnetBoxId("isolated", zone)),
    ]),
  );
}

function originLinks(facts: PathFacts, { kind, paths, bucket = SITE_ID }: OriginFacts): Link[] {
  const where = paths.map((path) => (path === "default" ? "other paths" : path)).join(", ");
  if (kind === "bucket") return [link(CLOUDFRONT_ID, bucket, "request", where)];
  const from = kind === "vpcOrigin" ? VPC_ORIGIN_ID : CLOUDFRONT_ID;
  const balancers = facts.loadBalancers.filter(({ internal }) => internal === (kind === "vpcOrigin"));
  const intoZones = balancers.flatMap((balancer) =>
    zonesOf(facts.network, balancer.subnetIds).map((zone) => link(from, loadBalancerId(balancer, zone), "request")),
  );
  if (kind === "vpcOrigin") return [link(CLOUDFRONT_ID, VPC_ORIGIN_ID, "request", where), ...intoZones];
  return intoZones.map((one, index) => (index === 0 ? { ...one, label: where } : one));
}

/** From the load balancer's node to the tasks of the same zone. */
function serviceLinks({ network }: PathFacts, service: ServiceFacts): Link[] {
  return zonesOf(network, service.subnetIds).map((zone) =>
    link(loadBalancerId(service.loadBalancer, zone), serviceId(service, zone), "request"),
  );
}

/** What a public load balancer serves calls what the internal one serves. */
function callsBetween({ network, services, loadBalancers, connects }: PathFacts): Link[] {
  const pages = services.filter(({ loadBalancer }) => !loadBalancer.internal);
  const apis = loadBalancers.filter(({ internal }) => internal);
  return pages.flatMap((page) =>
    apis
      .filter((loadBalancer) => connects(page, loadBalancer))
      .flatMap((loadBalancer) =>
        zonesOf(network, page.subnetIds).map((zone) =>
          link(serviceId(page, zone), loadBalancerId(loadBalancer, zone), "request"),
        ),
      ),
  );
}

function databaseLinks({ network, services, workers, database, cache, connects }: PathFacts): Link[] {
  const [primary, standby] = network.zones;
  if (primary === undefined) return [];
  const from = (to: Grouped, id: string): Link[] =>
    // Pages stand before the load balancer, and a line from there would run across its card.
    [...services.filter(({ loadBalancer }) => loadBalancer.internal), ...workers]
      .filter((service) => connects(service, to))
      .flatMap((service) =>
        zonesOf(network, service.subnetIds).map((zone) => query(serviceId(service, zone), primary, id)),
      );
  const queries = [
    ...from(database, databaseId(primary)),
    ...(cache === undefined ? [] : from(cache, cacheId(primary))),
  ];
  // Drawn late, and yet the layout shall put a database beside the service of its zone.
  const places = network.zones.flatMap((zone, index) =>
    services
      .filter(({ loadBalancer, subnetIds }) => loadBalancer.internal && zonesOf(network, subnetIds).includes(zone))
      .map((service) => {
        const hasDatabase = index < (database.multiAz ? 2 : 1);
        return order(serviceId(service, zone), hasDatabase ? databaseId(zone) : subnetBoxId("isolated", zone));
      }),
  );
  if (!database.multiAz || standby === undefined) return [...queries, ...places];
  const copy = late(link(databaseId(primary), databaseId(standby), "copy"));
  return [...queries, ...places, { ...copy, beside: subnetBoxId("isolated", standby) }];
}

/** The bucket and its archive stand in a column beside the VPC. */
function dumpLinks({ network, dump, loadBalancers }: PathFacts): Link[] {
  const [primary] = network.zones;
  if (dump === undefined || primary === undefined) return [];
  const [zone] = zonesOf(network, dump.subnetIds);
  const stages = [DUMPS_ID, ...dump.transitions.map((_, index) => archiveId(index))];
  return [
    query(DUMP_ID, primary, databaseId(primary)),
    ...(zone === undefined ? [] : [{ ...late(link(DUMP_ID, DUMPS_ID, "copy")), over: zoneId(zone) }]),
    ...loadBalancers
      .filter(({ internal }) => internal && zone !== undefined)
      .map((balancer) => order(loadBalancerId(balancer, zone ?? primary), DUMP_ID)),
    ...stages.map((stage) => order("vpc", stage)),
    ...stages.slice(1).map((stage, index) => late(link(stages[index] ?? DUMPS_ID, stage, "copy"))),
  ];
}

function link(from: string, to: string, tone: Tone, label?: string): Link {
  return { id: `${from}-to-${to}`, from, to, tone, ...(label === undefined ? {} : { label }) };
}

function query(from: string, primary: ZoneFacts, to: string): Link {
  return { ...late(link(from, to, "data")), before: subnetBoxId("isolated", primary) };
}

function order(from: string, to: string): Link {
  return { ...link(from, to, "neutral"), id: `order-${from}-${to}`, role: "layout" };
}

function late(one: Link): Link {
  return { ...one, role: "late" };
}
