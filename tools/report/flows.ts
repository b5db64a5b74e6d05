import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { inline } from "./values";

const GROUP = T.securityGroup;
const INGRESS = T.ingressRule;
const EGRESS = T.egressRule;

/** Who talks to whom: a security group, or something outside of them. */
export interface Peer {
  readonly name: string;
  /** What a group says of itself, or the addresses that a rule names. */
  readonly detail: string;
  readonly isGroup: boolean;
}

/** One permitted direction, with the rules that permit it. */
export interface Flow {
  readonly from: Peer;
  readonly to: Peer;
  /** `443`, `1024-2048` or `all`. */
  readonly ports: string;
  readonly protocol: string;
  readonly description: string;
  /** Whether a rule lets it out of its group and one lets it in; an outside peer has no rule of ours. */
  readonly isOut: boolean;
  readonly isIn: boolean;
}

/** Every flow that the security group rules of a stack permit, in the order in which the rules are made. */
export function flowsOf(graph: ResourceGraph): Flow[] {
  const flows = new Map<string, Flow>();
  for (const rule of graph.resources) {
    if (rule.type !== INGRESS && rule.type !== EGRESS) continue;
    const isIn = rule.type === INGRESS;
    const group = groupOf(graph, rule, "securityGroupId");
    const other = otherPeer(graph, rule);
    const [from, to] = isIn ? [other, group] : [group, other];
    const ports = portsOf(rule);
    const protocol = textOf(rule.inputs.ipProtocol) === "-1" ? "any" : textOf(rule.inputs.ipProtocol);
    const key = [from.name, to.name, protocol, ports].join(" ");
    const known = flows.get(key);
    flows.set(key, {
      from,
      to,
      ports,
      protocol,
      description: known?.description ?? textOf(rule.inputs.description),
      isOut: !isIn || known?.isOut === true,
      isIn: isIn || known?.isIn === true,
    });
  }
  return [...flows.values()];
}

/** True when a rule at one end has no counterpart at the other, so that nothing flows. */
export function isHalfOpen({ from, to, isIn, isOut }: Flow): boolean {
  return (from.isGroup && !isOut) || (to.isGroup && !isIn);
}

/** Groups with rules written inside them, which `flowsOf` does not read. */
export function groupsWithInlineRules(graph: ResourceGraph): GraphResource[] {
  return graph.ofType(GROUP).filter(({ inputs }) => inputs.ingress !== undefined || inputs.egress !== undefined);
}

function groupOf(graph: ResourceGraph, rule: GraphResource, input: string): Peer {
  const urn = rule.propertyDependencies[input]?.find((candidate) => graph.has(candidate));
  if (urn === undefined) return outside(textOf(rule.inputs[input]), "a security group outside of this stack");
  const group = graph.byUrn(urn);
  const parent = graph.componentOf(group)?.name;
  const name = parent === undefined ? group.name : group.name.replace(new RegExp(`^${parent}-`), "");
  return { name, detail: textOf(group.inputs.description), isGroup: true };
}

function otherPeer(graph: ResourceGraph, rule: GraphResource): Peer {
  const { cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = rule.inputs;
  if (referencedSecurityGroupId !== undefined) return groupOf(graph, rule, "referencedSecurityGroupId");
  const cidr = cidrIpv4 ?? cidrIpv6;
  if (cidr === "0.0.0.0/0" || cidr === "::/0") return outside("internet", textOf(cidr));
  if (cidr !== undefined) return outside(textOf(cidr), "a range of addresses");
  const endpoint = rule.propertyDependencies.prefixListId?.find((urn) => graph.has(urn));
  if (endpoint === undefined && rule.type === EGRESS) return outside(textOf(prefixListId), "a prefix list");
  if (endpoint === undefined) return outside("CloudFront", `AWS-managed prefix list ${textOf(prefixListId)}`);
  const service = textOf(graph.byUrn(endpoint).inputs.serviceName).split(".").at(-1) ?? "";
  return outside(service.toUpperCase(), `through the gateway endpoint ${graph.byUrn(endpoint).name}`);
}

const outside = (name: string, detail: string): Peer => ({ name, detail, isGroup: false });

function portsOf({ inputs: { fromPort, toPort } }: GraphResource): string {
  if (fromPort === undefined || fromPort === -1) return "all";
  return fromPort === toPort ? textOf(fromPort) : `${textOf(fromPort)}-${textOf(toPort)}`;
}

const textOf = (value: unknown): string => (value === undefined ? "" : inline(value));
