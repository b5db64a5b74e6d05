import { type StackPreview } from "../../program/program";
import { cacheFacts } from "../facts/cache";
import { connections } from "../facts/connections";
import { databaseFacts, dumpFacts, type DumpFacts } from "../facts/data";
import { type EdgeFacts, edgeFacts, type OriginFacts } from "../facts/edge";
import { jobs } from "../facts/jobs";
import { networkFacts } from "../facts/network";
import { regionOf } from "../facts/read";
import { loadBalancers, services } from "../facts/services";
import { workers } from "../facts/workers";
import { type Box, type Card, type Scene } from "../scene";
import { span, titleOf } from "../words";
import { edgeBox } from "./edge-box";
import { jobCard } from "./jobs";
import { archiveId, DUMPS_ID, type PathFacts, requestLinks, SITE_ID } from "./request-links";
import { queueCard } from "./queues";
import { tierOrder, zoneBox } from "./zones";

/** How a request travels, from the viewer to the database and its copies. */
export function requestPathScene({ graph, config }: StackPreview): Scene {
  const edge = edgeFacts(graph);
  const facts: PathFacts = {
    edge,
    network: networkFacts(graph),
    services: services(graph),
    workers: workers(graph),
    jobs: jobs(graph),
    loadBalancers: loadBalancers(graph),
    database: databaseFacts(graph),
    cache: cacheFacts(graph),
    connects: connections(graph),
    dump: dumpFacts(graph),
  };
  const region = regionOf(graph);
  const kind = config.frontend === "ssr" ? "server-side rendering" : "single-page application";
  const tasks = [...facts.services, ...facts.workers]
    .map(({ name, min, max }) => `${name} ${span(min, max, "task")}`)
    .join(", ");
  const database = `${facts.database.instanceClass}${facts.database.multiAz ? " with a standby" : ""}`;
  return {
    title: `${config.project} ${config.stack}: ${kind}`,
    subtitle: `The path of a request in ${region}, over ${facts.network.zones.length} zones`,
    description:
      `Viewers reach CloudFront, which ${edge.origins.map(routing).join(" and ")}. ` +
      `Tasks: ${tasks}. Database: ${database}.`,
    nodes: [
      viewers(edge),
      {
        kind: "box",
        id: "cloud",
        look: "cloud",
        title: "AWS Cloud",
        children: [edgeBox(edge), regionBox(facts, region)],
      },
    ],
    links: [...requestLinks(facts), ...facts.network.zones.flatMap(tierOrder)],
    legend: [
      { tone: "request", text: "requests" },
      { tone: "data", text: "queries" },
      { tone: "copy", text: facts.database.multiAz ? "copies: standby, dumps" : "copies: dumps" },
    ],
  };
}

function viewers(edge: EdgeFacts): Card {
  return {
    kind: "card",
    id: "viewers",
    icon: "users",
    title: "Viewers",
    lines: [edge.aliases[0] ?? "CloudFront's own name"],
  };
}

function routing({ kind, paths, bucket = SITE_ID }: OriginFacts): string {
  const where = {
    bucket: `the ${bucketTitle(bucket).toLowerCase()}`,
    loadBalancer: "the public load balancer",
    vpcOrigin: "the internal load balancer",
  };
  return `sends ${paths.join(", ")} to ${where[kind]}`;
}

/** `Uploads bucket` of `bucket-uploads`. */
const bucketTitle = (name: string): string => `${titleOf(name.replace(/^bucket-/u, ""))} bucket`;

const bucketCard = (name: string): Card => ({
  kind: "card",
  id: name,
  icon: "s3",
  title: bucketTitle(name),
  lines: ["private, origin access", "control only"],
});

function regionBox(facts: PathFacts, region: string): Box {
  return {
    kind: "box",
    id: "region",
    look: "region",
    title: `Region ${region}`,
    children: [
      ...facts.edge.origins.flatMap(({ bucket }) => (bucket === undefined ? [] : [bucketCard(bucket)])),
      {
        kind: "box",
        id: "vpc",
        look: "vpc",
        title: "VPC",
        detail: facts.network.cidr,
        children: facts.network.zones.map((zone, index) => zoneBox(facts, zone, index)),
      },
      ...(facts.dump === undefined ? [] : dumpCards(facts.dump)),
      ...facts.workers.map(queueCard),
      ...facts.jobs.map(jobCard),
    ],
  };
}

const CLASSES: Readonly<Record<string, string>> = {
  GLACIER_IR: "Glacier Instant Retrieval",
  GLACIER: "Glacier Flexible Retrieval",
  DEEP_ARCHIVE: "Glacier Deep Archive",
};

function dumpCards(dump: DumpFacts): Card[] {
  const through = dump.hasGatewayEndpoint ? ["by gateway endpoint"] : [];
  const kept = dump.expirationDays === undefined ? "kept" : `kept ${dump.expirationDays} days`;
  return [
    { kind: "card", id: DUMPS_ID, icon: "s3", title: "Dump bucket", lines: [...through, kept], sizeClass: "dumps" },
    ...dump.transitions.map(({ days, storageClass }, index): Card => ({
      kind: "card",
      id: archiveId(index),
      icon: "glacier",
      title: "Archive",
      lines: [CLASSES[storageClass] ?? storageClass, `after ${days} days`],
      sizeClass: "dumps",
    })),
  ];
}
