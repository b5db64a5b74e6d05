import { type StackPreview } from "../../program/program";
import { type PeerFacts, type TrafficFacts, trafficFacts } from "../facts/traffic";
import { type Box, type Card, type Link, type Scene, type SceneNode, type Tone } from "../scene";
import { count, listed, titleOf, wrapped } from "../words";

const LINE = 22;

/** Security groups and who may open a connection to whom: nothing else is let through. */
export function securityScene({ graph, config }: StackPreview): Scene {
  const facts = trafficFacts(graph);
  const groups = facts.peers.filter(isGroup);
  const outside = facts.peers.filter((peer) => !isGroup(peer));
  const sources = outside.filter(({ key }) => facts.flows.some(({ from }) => from === key));
  const targets = outside.filter((peer) => !sources.includes(peer));
  return {
    title: `${config.project} ${config.stack}: who may talk to whom`,
    subtitle: `${count(groups.length, "security group")}, ${count(facts.flows.length, "permitted flow")}; TCP, all else is refused`,
    description: facts.flows
      .map(({ from, to, ports }) => `${titleOf(from)} may connect to ${titleOf(to)} on port ${ports}.`)
      .join(" "),
    nodes: [
      ...sources.map((peer) => outsideCard(peer, facts)),
      { kind: "box", id: "vpc", look: "vpc", title: "Security groups of the VPC", children: groupNodes(groups, facts) },
      ...targets.map((peer) => outsideCard(peer, facts)),
    ],
    links: facts.flows.map(({ from, to, ports }): Link => ({
      id: `${from}-to-${to}`,
      from,
      to,
      tone: toneOf(to, targets),
      ...(portsInto(to, facts).length === 1 ? {} : { label: ports }),
    })),
    legend: [{ tone: "request", text: "requests" }, { tone: "data", text: "queries" }, ...targetLegend(targets)],
  };
}

/** One entry for each way of drawing. */
function targetLegend(targets: readonly PeerFacts[]): Scene["legend"] {
  const tones = [...new Set(targets.map(({ key }) => toneOf(key, targets)))];
  return tones.map((tone) => {
    const drawn = targets.filter(({ key }) => toneOf(key, targets) === tone);
    const titles = drawn.map(({ key }) => (key === "internet" ? "the internet" : titleOf(key)));
    return { tone, text: `to ${listed(titles)}` };
  });
}

function isGroup({ description }: PeerFacts): boolean {
  return description !== undefined;
}

/** Where there is but one, the card says it; else the lines do. */
function portsInto(key: string, { flows }: TrafficFacts): string[] {
  return [...new Set(flows.filter(({ to }) => to === key).map(({ ports }) => ports))];
}

function portLines(key: string, facts: TrafficFacts): string[] {
  const ports = portsInto(key, facts);
  return ports.length === 1 ? [`port ${ports.join()}`] : [];
}

/** Groups of what keeps data. */
const STORES: readonly string[] = ["database", "cache"];

function toneOf(to: string, targets: readonly PeerFacts[]): Tone {
  if (targets.some(({ key }) => key === to)) return to === "s3" ? "copy" : "neutral";
  return STORES.includes(to) ? "data" : "request";
}

/** Groups on one load balancer share a box; others stand alone. */
function groupNodes(groups: readonly PeerFacts[], facts: TrafficFacts): SceneNode[] {
  const shared = [...facts.together].filter(([, keys]) => keys.length > 1);
  const boxed = shared.flatMap(([, keys]) => keys);
  const boxes = shared.map(([balancer, keys]): Box => ({
    kind: "box",
    id: `together-${balancer}`,
    look: "group",
    title: `On the ${balancer} ALB`,
    children: groups
      .filter(({ key }) => keys.includes(key))
      .map((group) => ({ ...groupCard(group, facts), sizeClass: balancer })),
  }));
  return [...boxes, ...groups.filter(({ key }) => !boxed.includes(key)).map((group) => groupCard(group, facts))];
}

const ICONS: readonly [RegExp, string][] = [
  [/alb/iu, "load-balancer"],
  [/database/iu, "rds"],
  [/^cache$/u, "elasticache"],
  [/nat|ec2/iu, "ec2"],
  [/endpoint/iu, "internet-gateway"],
  [/cloudfront/iu, "cloudfront"],
  [/^s3$/u, "s3"],
  [/internet/iu, "internet-gateway"],
  [/subnet/iu, "nat-gateway"],
];

function iconOf(key: string, otherwise = "fargate"): string {
  return ICONS.find(([pattern]) => pattern.test(key))?.[1] ?? otherwise;
}

function groupCard({ key, description = "" }: PeerFacts, facts: TrafficFacts): Card {
  // `Public load balancer: from CloudFront only`: the title has said the first half.
  const about = description.split(": ").at(-1) ?? description;
  return {
    kind: "card",
    id: key,
    icon: iconOf(key),
    title: titleOf(key),
    lines: [...portLines(key, facts), ...(about === titleOf(key) ? [] : wrapped(about, LINE))],
  };
}

const OUTSIDE: Readonly<Record<string, string>> = {
  cloudfront: "AWS's list of its edge servers",
  s3: "AWS's list, by gateway endpoint",
};

function outsideCard({ key, cidrs }: PeerFacts, facts: TrafficFacts): Card {
  const about = OUTSIDE[key];
  return {
    kind: "card",
    id: key,
    icon: iconOf(key, "internet-gateway"),
    title: titleOf(key),
    lines: [...portLines(key, facts), ...cidrs, ...(about === undefined ? [] : wrapped(about, LINE))],
  };
}
