import { type EdgeFacts, type OriginFacts } from "../facts/edge";
import { type Box, type Card } from "../scene";
import { count } from "../words";

export const CLOUDFRONT_ID = "cloudfront";
export const VPC_ORIGIN_ID = "vpc-origin";

const HTTP_VERSIONS: Readonly<Record<string, string>> = {
  http2and3: "HTTP/2 and HTTP/3",
  http2: "HTTP/2",
  http3: "HTTP/3",
};

/** CloudFront and what belongs to it, all of which AWS wants in us-east-1. */
export function edgeBox(edge: EdgeFacts): Box {
  const origin = edge.origins.find(({ kind }) => kind === "vpcOrigin");
  return {
    kind: "box",
    id: "edge",
    look: "edge",
    title: "Edge",
    detail: "worldwide, set up in us-east-1",
    children: [...edgeCards(edge), ...(origin === undefined ? [] : [vpcOriginCard(origin)])],
  };
}

/** Ids of what stands in the first column of the box, from top to bottom. */
export function edgeCardIds(edge: EdgeFacts): string[] {
  return edgeCards(edge).map(({ id }) => id);
}

function edgeCards(edge: EdgeFacts): Card[] {
  const cards = [
    ...dnsCard(edge),
    cloudFrontCard(edge),
    ...storeCards(edge),
    ...firewallCard(edge),
    ...certificateCard(edge),
  ];
  return cards.map((card) => ({ ...card, sizeClass: "edge" }));
}

function cloudFrontCard({ httpVersion, viewerPolicy }: EdgeFacts): Card {
  const lines = [HTTP_VERSIONS[httpVersion] ?? httpVersion, viewerPolicy.replaceAll("-", " ")];
  return { kind: "card", id: CLOUDFRONT_ID, icon: "cloudfront", title: "CloudFront", lines };
}

function dnsCard({ records, aliases }: EdgeFacts): Card[] {
  if (records.length === 0) return [];
  const [first = "", ...more] = aliases;
  const others = more.length === 0 ? [] : [`and ${count(more.length, "host")} more`];
  const lines = [`${records.join(" and ")} alias`, first, ...others];
  return [{ kind: "card", id: "dns", icon: "route53", title: "Route 53", lines }];
}

function storeCards({ stores }: EdgeFacts): Card[] {
  return stores.map(({ name, keys }) => ({
    kind: "card",
    id: `store-${name}`,
    icon: "cloudfront",
    title: "KeyValueStore",
    lines: [name, ...(keys.length === 0 ? [] : [`key ${keys.join(", ")}`])],
  }));
}

function firewallCard({ firewall }: EdgeFacts): Card[] {
  if (firewall === undefined) return [];
  const { rules, rateLimit } = firewall;
  const limit = rateLimit === undefined ? [] : [`${rateLimit.requests} per ${rateLimit.perSeconds / 60} min`];
  return [{ kind: "card", id: "firewall", icon: "waf", title: "WAF", lines: [count(rules, "rule"), ...limit] }];
}

function certificateCard({ certificate }: EdgeFacts): Card[] {
  if (certificate === undefined) return [];
  const { name, validation } = certificate;
  const lines = [name, validation === undefined ? "existing" : `validated by ${validation}`];
  return [{ kind: "card", id: "certificate", icon: "certificate", title: "Certificate", lines }];
}

function vpcOriginCard({ port }: OriginFacts): Card {
  return {
    kind: "card",
    id: VPC_ORIGIN_ID,
    icon: "cloudfront",
    title: "VPC origin",
    lines: [...(port === undefined ? [] : [port]), "into private subnets"],
  };
}
