import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { listAt, numberAt, textAt } from "./read";

export interface PeerFacts {
  readonly key: string;
  /** What the group says of itself; undefined for what stands outside our groups. */
  readonly description?: string;
  /** Address ranges, where rules name them. */
  readonly cidrs: readonly string[];
}

export interface FlowFacts {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
}

export interface TrafficFacts {
  readonly peers: readonly PeerFacts[];
  readonly flows: readonly FlowFacts[];
  /** Groups that sit on one load balancer together, by its name. */
  readonly together: ReadonlyMap<string, readonly string[]>;
}

const INGRESS = T.ingressRule;
const EGRESS = T.egressRule;

/** Groups, and who may open a connection to whom, from the rules themselves. */
export function trafficFacts(graph: ResourceGraph): TrafficFacts {
  const groups = graph.ofType(T.securityGroup);
  const nameOf = new Map(groups.map((group) => [group.id, keyOf(group)]));
  const flows = new Map<string, FlowFacts>();
  const cidrs = new Map<string, string[]>();
  for (const rule of [...graph.ofType(INGRESS), ...graph.ofType(EGRESS)]) {
    const isIngress = rule.type === INGRESS;
    const own = nameOf.get(textAt(rule, "securityGroupId")) ?? "";
    const other = nameOf.get(String(rule.inputs.referencedSecurityGroupId)) ?? outsidePeer(rule, isIngress);
    const [from, to] = isIngress ? [other, own] : [own, other];
    const known = flows.get(`${from}>${to}`)?.ports.split(", ") ?? [];
    flows.set(`${from}>${to}`, { from, to, ports: [...new Set([...known, portsOf(rule)])].join(", ") });
    const range = rule.inputs.cidrIpv4 ?? (isIngress ? undefined : ownPrefixList(rule));
    if (typeof range === "string") cidrs.set(other, [...new Set([...(cidrs.get(other) ?? []), range])]);
  }
  const ends = new Set([...flows.values()].flatMap(({ from, to }) => [from, to]));
  const outside = [...ends].filter((key) => ![...nameOf.values()].includes(key));
  return {
    peers: [
      ...groups.map((group) => ({ key: keyOf(group), description: textAt(group, "description"), cidrs: [] })),
      ...outside.map((key) => ({ key, cidrs: cidrs.get(key) ?? [] })),
    ],
    flows: [...flows.values()],
    together: togetherOn(graph, nameOf),
  };
}

function togetherOn(graph: ResourceGraph, nameOf: ReadonlyMap<string, string>): Map<string, string[]> {
  return new Map(
    graph
      .ofType(T.loadBalancer)
      .map((balancer): [string, string[]] => [
        balancer.name,
        listAt(balancer.inputs, "securityGroups").map((id) => nameOf.get(String(id)) ?? String(id)),
      ]),
  );
}

/** `security-publicAlb` is the group `publicAlb`. */
function keyOf(group: GraphResource): string {
  return group.name.replace(/^[^-]+-/u, "");
}

/** Rules are named `<component>-<from>-to-<to>-<direction>`; the end that is no group is told by it alone. */
function outsidePeer(rule: GraphResource, isIngress: boolean): string {
  const ends = /^[^-]+-(?<from>[\w-]+?)-to-(?<to>[\w-]+?)-(?:in|e)gress/u.exec(rule.name)?.groups;
  const peer = ends?.[isIngress ? "from" : "to"];
  if (peer === undefined) throw new Error(`${rule.urn} does not say who is at its other end.`);
  return peer;
}

/** A prefix list that the configuration names; that of S3 comes from the endpoint. */
function ownPrefixList({ inputs, propertyDependencies }: GraphResource): unknown {
  return (propertyDependencies.prefixListId ?? []).length === 0 ? inputs.prefixListId : undefined;
}

function portsOf(rule: GraphResource): string {
  const [from, to] = [numberAt(rule, "fromPort"), numberAt(rule, "toPort")];
  return from === to ? String(from) : `${from} to ${to}`;
}
