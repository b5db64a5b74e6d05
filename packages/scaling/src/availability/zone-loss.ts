import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { startsWithoutNat } from "./egress";
import { type Parts, type ServicePart } from "./parts";

/** What a zone takes with it. */
export interface Loss {
  readonly zone: string;
  readonly resource: GraphResource;
  readonly what: string;
  readonly share: "all" | "part";
  /** True when it may stand in another zone: nobody can tell before. */
  readonly perhaps: boolean;
}

/** Everything of a stack that stands in a zone, and whether another zone has some of it. */
export function lossesOf(graph: ResourceGraph, parts: Parts, zone: string): Loss[] {
  const at = (resource: GraphResource, what: string, zones: readonly string[], copies: number): Loss[] =>
    zones.includes(zone)
      ? [
          {
            zone,
            resource,
            what,
            share: copies < 2 ? "all" : "part",
            perhaps: copies < zones.length,
          },
        ]
      : [];
  return [
    ...parts.loadBalancers.flatMap(({ resource, zones }) =>
      at(resource, labelled("load balancer", resource), zones, zones.length),
    ),
    ...parts.services
      .filter(({ min }) => min > 0)
      .flatMap(({ resource, zones, copies }) => at(resource, labelled("service", resource), zones, copies)),
    ...parts.groups
      .filter(({ min }) => min > 0)
      .flatMap(({ resource, zones, min }) =>
        at(resource, labelled("instances", resource), zones, Math.min(min, zones.length)),
      ),
    ...parts.databases.flatMap(({ resource, zones, copies }) =>
      at(resource, labelled("database", resource), zones, Math.min(copies, zones.length)),
    ),
    ...parts.caches.flatMap(({ resource, zones, copies }) =>
      at(resource, labelled("cache", resource), zones, Math.min(copies, zones.length)),
    ),
    ...parts.endpoints.flatMap(({ resource, zones }) =>
      at(resource, labelled("endpoint", resource), zones, zones.length),
    ),
    ...egressLosses(graph, parts, zone),
  ];
}

const labelled = (kind: string, { name }: GraphResource): string => (name === kind ? kind : `${kind} ${name}`);

/** A way out is lost with its zone; all of them are when what is left of the tasks leads through that zone too. */
function egressLosses(graph: ResourceGraph, { services }: Parts, zone: string): Loss[] {
  const ways = services.flatMap(({ waysOut }) => waysOut);
  const here = ways.find(({ through }) => through === zone);
  if (here === undefined) return [];
  const left = ways.filter((way) => way.through !== zone && way.zone !== zone);
  const isNeeded = services.some((service) => !startsElsewhere(graph, service, zone));
  return [
    {
      zone,
      resource: here.target,
      what: "the way out of the private subnets",
      share: left.length === 0 && isNeeded ? "all" : "part",
      perhaps: false,
    },
  ];
}

/** Whether tasks of a service can still start when a zone is lost: in another zone, with a way to their image. */
export function startsElsewhere(graph: ResourceGraph, { zones, waysOut }: ServicePart, lost: string): boolean {
  return zones
    .filter((zone) => zone !== lost)
    .some(
      (zone) =>
        waysOut.some((way) => way.zone === zone && way.through !== lost) ||
        startsWithoutNat(graph, zone) ||
        // Subnets without a NAT and without endpoints lead out by an internet gateway, or are not seen.
        !waysOut.some((way) => way.zone === zone),
    );
}

/** What stands in one zone alone. An empty list proves that every zone can go. */
export const heldByOneZone = (graph: ResourceGraph, parts: Parts, zones: readonly string[]): Loss[] =>
  zones.flatMap((zone) => lossesOf(graph, parts, zone)).filter(({ share }) => share === "all");
