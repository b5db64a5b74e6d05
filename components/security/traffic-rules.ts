import { type EndpointService, type NatMode } from "../network/egress-plan";
import { type Destination, goesThroughNat, nameOf, type NamedPeer, namedPeer } from "./destinations";
import { type TaskGroup } from "./task-groups";

/** Security groups, each with what it says of itself. AWS replaces a group whose description changes: never edit one. */
export const GROUP_DESCRIPTIONS = {
  publicAlb: "Public load balancer: to the front end",
  publicAlbFromCloudFront: "Public load balancer: from CloudFront only",
  frontend: "Front-end tasks",
  internalAlb: "Internal load balancer: from the front end, to the backend",
  internalAlbFromCloudFront: "Internal load balancer: from the CloudFront VPC origin only",
  backend: "Backend tasks",
  database: "Database",
  cache: "Cache",
  dump: "Database backup task",
  endpoints: "Interface endpoints",
  natInstance: "NAT instance",
  ec2Capacity: "ECS container instances",
} as const;

export type GroupName = keyof typeof GROUP_DESCRIPTIONS | TaskGroup;

/** What stands at an end of an edge: a group, or something outside our groups, known or named by the configuration. */
export type Peer = GroupName | OutsidePeer | NamedPeer;
/** CloudFront's prefix list, the region's S3 prefix list, everywhere, or the private subnets' ranges. */
export const OUTSIDE_PEERS = ["cloudfront", "s3", "internet", "privateSubnets"] as const;
export type OutsidePeer = (typeof OUTSIDE_PEERS)[number];

/** One permitted direction of TCP traffic. */
export interface TrafficEdge {
  /** `<from>-to-<to>`: part of the rules' URNs, so that of a part carries no port and its port can change in place. */
  readonly key: string;
  readonly from: Peer;
  readonly to: Peer;
  readonly port: number;
  /** For the rule in AWS: letters, digits, spaces and `. _-:/()#,@[]+=&;{}!$*`. */
  readonly description: string;
  /** IPv4 network or id of a prefix list, where `to` is a named peer. */
  readonly destination?: string | undefined;
}

/** A connection that tasks open to something that they use. */
export interface Use {
  readonly from: GroupName;
  readonly to: GroupName;
  readonly port: number;
  /** For the rule in AWS, see `TrafficEdge`. */
  readonly description: string;
}

/** TCP ports that each part listens on. */
export interface TrafficPorts {
  readonly publicAlb: number;
  readonly internalAlb: number;
  readonly frontend: number;
  readonly backend: number;
  readonly database: number;
}

export interface TrafficArgs {
  /** Pages are rendered by the front-end tasks, or stored, and then there are none. */
  readonly pages: "rendered" | "stored";
  readonly nat: NatMode;
  readonly endpoints: readonly EndpointService[];
  /** Whether browsers reach the backend, through CloudFront. */
  readonly apiAtEdge: boolean;
  readonly ports: TrafficPorts;
  /** Whether the database backup task exists. */
  readonly dump: boolean;
  /** Tasks that answer requests of the internal load balancer beside the backend's, each with its port. @default none */
  readonly services?: readonly { readonly group: TaskGroup; readonly port: number }[] | undefined;
  /** Tasks that nothing connects to, such as workers. @default none */
  readonly tasks?: readonly TaskGroup[] | undefined;
  /** What tasks use over the network, such as the database. @default nothing */
  readonly uses?: readonly Use[] | undefined;
  /** Whether tasks run on EC2 instances of ours. @default false */
  readonly ec2Capacity?: boolean | undefined;
  /** Where tasks may connect beside AWS and HTTPS. @default nowhere */
  readonly destinations?: readonly Destination[] | undefined;
}

const HTTPS = 443;

/**
 * Every permitted flow of a variant, and nothing else: `Security` makes rules from this table alone, and the
 * reachability tests and the security diagram read it.
 *
 * DNS, time and metadata go to link-local addresses, which security groups do not filter.
 */
export function trafficRules(args: TrafficArgs): TrafficEdge[] {
  const pages = args.pages === "rendered" ? publicPath(args.ports) : [];
  return [
    ...pages,
    ...(args.apiAtEdge
      ? [edge("cloudfront", "internalAlbFromCloudFront", args.ports.internalAlb, "API requests from CloudFront")]
      : []),
    edge("internalAlb", "backend", args.ports.backend, "API requests and health checks"),
    ...(args.services ?? []).map(({ group, port }) => edge("internalAlb", group, port, "Requests and health checks")),
    ...useEdges(args, pages),
    ...(args.dump ? [edge("dump", "database", args.ports.database, "Database dump and restore")] : []),
    ...workloads(args).flatMap((group) => [...awsEdges(group, args), ...ownEdges(group, args)]),
    ...(args.endpoints.length > 0
      ? [edge("endpoints", "privateSubnets", HTTPS, "Answers only: endpoints start no connection")]
      : []),
    ...(args.nat === "instance" ? [...natEdges(), ...ownNatEdges(args)] : []),
  ];
}

function publicPath(ports: TrafficPorts): TrafficEdge[] {
  return [
    edge("cloudfront", "publicAlbFromCloudFront", ports.publicAlb, "Page requests from CloudFront"),
    edge("publicAlb", "frontend", ports.frontend, "Page requests and health checks"),
    edge("frontend", "internalAlb", ports.internalAlb, "API requests from the front end"),
  ];
}

/** What tasks use, each way once: two services behind one load balancer are one. */
function useEdges({ uses = [] }: TrafficArgs, before: readonly TrafficEdge[]): TrafficEdge[] {
  const edges = uses.map(({ from, to, port, description }) => edge(from, to, port, description));
  const keys = [...before, ...edges].map(({ key }) => key);
  return edges.filter(({ key }, index) => keys.indexOf(key) === before.length + index);
}

/** Groups of what runs in private subnets and pulls images, writes logs and calls AWS. */
function workloads({ pages, dump, services = [], tasks = [], ec2Capacity = false }: TrafficArgs): GroupName[] {
  return [
    ...(pages === "rendered" ? (["frontend"] as const) : []),
    "backend",
    ...services.map(({ group }) => group),
    ...tasks,
    ...(dump ? (["dump"] as const) : []),
    ...(ec2Capacity ? (["ec2Capacity"] as const) : []),
  ];
}

function awsEdges(group: GroupName, { nat, endpoints }: TrafficArgs): TrafficEdge[] {
  return [
    edge(group, "s3", HTTPS, "Image layers and buckets through the S3 gateway endpoint"),
    ...(endpoints.length > 0 ? [edge(group, "endpoints", HTTPS, "AWS APIs through interface endpoints")] : []),
    ...(nat === "none" ? [] : [edge(group, "internet", HTTPS, "AWS and third-party APIs through NAT")]),
  ];
}

function natEdges(): TrafficEdge[] {
  return [
    edge("privateSubnets", "natInstance", HTTPS, "Forwarded HTTPS from private subnets"),
    edge("natInstance", "internet", HTTPS, "Forwarded HTTPS to the internet"),
  ];
}

function ownEdges(group: GroupName, { destinations = [] }: TrafficArgs): TrafficEdge[] {
  return destinations
    .filter(({ from }) => (from as readonly GroupName[]).includes(group))
    .map((destination) => toDestination(group, destination));
}

/**
 * The NAT instance forwards what goes through it, and nothing that has a route of its own. What it takes in does not tell
 * where it goes, so destinations on one port share a rule: AWS refuses the same one twice.
 */
function ownNatEdges({ destinations = [], ...args }: TrafficArgs): TrafficEdge[] {
  const groups = workloads(args);
  const forwarded = destinations.filter(
    (destination) => goesThroughNat(destination) && destination.from.some((group) => groups.includes(group)),
  );
  const ports = new Set(forwarded.map(({ port }) => port).filter((port) => port !== HTTPS));
  return [
    ...[...ports].map((port) => ({
      ...edge("privateSubnets", "natInstance", port, `Forwarded from private subnets on port ${port}`),
      // The edge of HTTPS has the plain key.
      key: `privateSubnets-to-natInstanceOn${port}`,
    })),
    ...forwarded.map((destination) => toDestination("natInstance", destination)),
  ];
}

function toDestination(from: GroupName, { name, to, port }: Destination): TrafficEdge {
  const named = edge(from, namedPeer(name), port, `Connections to ${name}`);
  return { ...named, destination: to };
}

function edge(from: Peer, to: Peer, port: number, description: string): TrafficEdge {
  return { key: `${nameOf(from)}-to-${nameOf(to)}`, from, to, port, description };
}
