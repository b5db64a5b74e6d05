import { cidrContains, parseCidr } from "../network/cidr";
import { isTaskGroup, tasksOf, type UserGroup } from "./task-groups";

/** Where tasks may connect beside AWS and HTTPS: a mail server, somebody else's database. TCP. */
export interface Destination {
  /** Letters and digits, starting with a small one: part of the rules' URNs. */
  readonly name: string;
  /** An IPv4 network such as `203.0.113.0/24`, or the id of a prefix list, `pl-…`. */
  readonly to: string;
  readonly port: number;
  /** Whose tasks. */
  readonly from: readonly UserGroup[];
}

/** The peer of a destination, told apart from the groups and from the peers that every stack has. */
export type NamedPeer = `named:${string}`;

const PREFIX = "named:";

export const namedPeer = (name: string): NamedPeer => `${PREFIX}${name}`;

export const isNamed = (peer: string): peer is NamedPeer => peer.startsWith(PREFIX);

/** A peer as keys of edges have it. */
export function nameOf(peer: string): string {
  if (isTaskGroup(peer)) return tasksOf(peer);
  return isNamed(peer) ? peer.slice(PREFIX.length) : peer;
}

/** Addresses of private networks (RFC 1918): reached over a peering or a VPN, by routes of their own. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidr);

export const isPrefixList = (to: string): boolean => to.startsWith("pl-");

/** Whether a destination may lie in the internet, which is behind the NAT. Nobody here knows what a prefix list holds. */
export const goesThroughNat = ({ to }: Pick<Destination, "to">): boolean =>
  isPrefixList(to) || !PRIVATE.some((network) => cidrContains(network, parseCidr(to)));
