import { isTaskGroup } from "./task-groups";
import { GROUP_DESCRIPTIONS, type GroupName, type Peer, type TrafficEdge } from "./traffic-rules";

/**
 * Groups that sit on one network interface together. The prefix list of CloudFront counts as 55 of a group's 60
 * rules, so the rule that names it has a group of its own.
 */
const SHARED_INTERFACES = [
  ["publicAlb", "publicAlbFromCloudFront"],
  ["internalAlb", "internalAlbFromCloudFront"],
] as const satisfies readonly (readonly GroupName[])[];

/** Whether a peer is one of our groups, not something outside them. */
export function isGroup(peer: Peer): peer is GroupName {
  return peer in GROUP_DESCRIPTIONS || isTaskGroup(peer);
}

/**
 * The groups that edges mention, others that are needed, and those that share an interface with one, each once, in the order of the description
 * table, those of tasks after them. So the groups of an interface never depend on the edges: a flip deletes a rule last, when CloudFront no longer
 * needs it, but removing a group from an interface would cut CloudFront off at once.
 */
export function groupsOf(edges: readonly TrafficEdge[], others: readonly GroupName[] = []): GroupName[] {
  const mentioned = new Set<Peer>([
    ...edges.flatMap(({ from, to }) => [...sameInterface(from), ...sameInterface(to)]),
    ...others,
  ]);
  const known = Object.keys(GROUP_DESCRIPTIONS) as GroupName[];
  return [...known.filter((group) => mentioned.has(group)), ...[...mentioned].filter(isTaskGroup)];
}

/** All groups of the interface that a group sits on, itself included. */
export function interfaceGroups(group: GroupName): readonly GroupName[] {
  return SHARED_INTERFACES.find((groups: readonly GroupName[]) => groups.includes(group)) ?? [group];
}

/** Who may open a connection straight to a peer's interface, on which port. */
export function directSources(edges: readonly TrafficEdge[], to: Peer): { from: Peer; port: number }[] {
  const targets = sameInterface(to);
  return edges.filter((edge) => targets.includes(edge.to)).map(({ from, port }) => ({ from, port }));
}

/**
 * Whether traffic that starts at `from` can get to `to`, hop by hop through our own groups.
 * Outside peers start or end a path but never carry it on.
 */
export function canReach(edges: readonly TrafficEdge[], from: Peer, to: Peer): boolean {
  const targets = sameInterface(to);
  const seen = new Set<Peer>(sameInterface(from));
  for (const here of seen) {
    const isStart = sameInterface(from).includes(here);
    if (!isGroup(here) && !isStart) {
      continue;
    }
    for (const edge of edges.filter((candidate) => candidate.from === here)) {
      if (targets.includes(edge.to)) {
        return true;
      }
      sameInterface(edge.to).forEach((peer) => seen.add(peer));
    }
  }
  return false;
}

function sameInterface(peer: Peer): readonly Peer[] {
  return isGroup(peer) ? interfaceGroups(peer) : [peer];
}
