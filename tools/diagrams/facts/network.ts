import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { firstOf, textAt } from "./read";

export type Tier = "public" | "private" | "isolated";

export const TIERS: readonly Tier[] = ["public", "private", "isolated"];

export interface SubnetFacts {
  readonly id: string;
  readonly tier: Tier;
  readonly cidr: string;
  /** What lets the private subnets out, where it stands in this subnet. */
  readonly nat?: { readonly kind: "gateway" } | { readonly kind: "instance"; readonly instanceType: string };
}

export interface ZoneFacts {
  readonly name: string;
  readonly subnets: readonly SubnetFacts[];
}

export interface NetworkFacts {
  readonly cidr: string;
  readonly zones: readonly ZoneFacts[];
}

/** The VPC with its zones and subnets, in the order in which the program makes them. */
export function networkFacts(graph: ResourceGraph): NetworkFacts {
  const vpc = firstOf(graph, T.vpc);
  if (vpc === undefined) throw new Error("The stack has no VPC.");
  const zones = new Map<string, SubnetFacts[]>();
  for (const subnet of graph.ofType(T.subnet)) {
    const name = zoneOf(subnet);
    zones.set(name, [...(zones.get(name) ?? []), subnetFacts(graph, subnet)]);
  }
  return {
    cidr: textAt(vpc, "cidrBlock"),
    zones: [...zones].map(([name, subnets]) => ({ name, subnets })),
  };
}

function zoneOf(subnet: GraphResource): string {
  return textAt(subnet, subnet.inputs.availabilityZone === undefined ? "availabilityZoneId" : "availabilityZone");
}

function subnetFacts(graph: ResourceGraph, subnet: GraphResource): SubnetFacts {
  const nat = natIn(graph, subnet.id);
  const tier = TIERS.find((candidate) => subnet.name.includes(candidate));
  if (tier === undefined) throw new Error(`${subnet.urn} belongs to no tier.`);
  return { id: subnet.id, tier, cidr: textAt(subnet, "cidrBlock"), ...(nat === undefined ? {} : { nat }) };
}

function natIn(graph: ResourceGraph, subnetId: string): SubnetFacts["nat"] {
  const isHere = ({ inputs }: GraphResource): boolean => inputs.subnetId === subnetId;
  if (firstOf(graph, T.natGateway, isHere) !== undefined) return { kind: "gateway" };
  const cards = graph.ofType(T.networkInterface).filter(isHere);
  const instance = firstOf(
    graph,
    T.instance,
    (candidate) => isHere(candidate) || cards.some(({ urn }) => candidate.dependsOn.includes(urn)),
  );
  return instance === undefined ? undefined : { kind: "instance", instanceType: textAt(instance, "instanceType") };
}
