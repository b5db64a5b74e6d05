import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { refs, text } from "./read";

/** Zone of a subnet, as the program names it: `us-east-1a`, or `use1-az1`. */
export const zoneOf = ({ inputs }: GraphResource): string | undefined =>
  text(inputs.availabilityZone) ?? text(inputs.availabilityZoneId);

/** Subnets that an input of a resource names, those that the program makes. */
export const subnetsOf = (graph: ResourceGraph, resource: GraphResource, property: string): GraphResource[] =>
  refs(graph, resource, T.subnet, property);

/** Zones of an input that names subnets, in order. */
export const zonesOf = (graph: ResourceGraph, resource: GraphResource, property: string): string[] =>
  distinct(subnetsOf(graph, resource, property).map(zoneOf));

/** Every zone in which the program makes subnets. */
export const allZones = (graph: ResourceGraph): string[] => distinct(graph.ofType(T.subnet).map(zoneOf)).sort();

export const distinct = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
