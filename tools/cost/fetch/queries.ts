import { type CostResource } from "@toolkit/cost/graph-view";
import { T } from "@toolkit/offline/aws-types";

/** One metric of CloudWatch that tells a value of the usage profile. */
export interface UsageQuery {
  /** Id in the call; letters and digits, beginning with a small letter. */
  readonly id: string;
  /** Path in a usage file. */
  readonly path: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Sum" | "Average";
  /** Region that keeps the metric. */
  readonly region: string;
  /** From what the metric counts to what the profile does. */
  readonly factor: number;
}

const GB = 1 / 1024 ** 3;
const EDGE_REGION = "us-east-1";

/** How a live resource is found: its name in AWS and the region of the stack. */
export type NameOf = (resource: CostResource) => string | undefined;

/** What CloudWatch can tell of a stack's usage; resources whose name in AWS is not known are left out. */
export function usageQueries(resources: readonly CostResource[], nameOf: NameOf, region: string): UsageQuery[] {
  return resources.flatMap((resource, index) => {
    const name = nameOf(resource);
    const told = METRICS[resource.type];
    if (name === undefined || told === undefined) return [];
    return told.map(({ dimension, more = {}, isEdge, ...metric }, at) => ({
      ...metric,
      id: `m${index}x${at}`,
      dimensions: { [dimension]: name, ...more },
      region: isEdge === true ? EDGE_REGION : region,
    }));
  });
}

interface Told extends Omit<UsageQuery, "id" | "dimensions" | "region"> {
  readonly dimension: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly isEdge?: boolean;
}

/** Metrics of a namespace that are told by one dimension. */
const metricsOf =
  (namespace: string, dimension: string, common: Pick<Told, "more" | "isEdge"> = {}) =>
  (metric: string, path: string, told: Partial<Pick<Told, "statistic" | "factor">> = {}): Told => ({
    ...{ namespace, dimension, metric, path, statistic: "Sum", factor: 1 },
    ...common,
    ...told,
  });

const nat = metricsOf("AWS/NATGateway", "NatGatewayId");
const logs = metricsOf("AWS/Logs", "LogGroupName");
const edge = metricsOf("AWS/CloudFront", "DistributionId", { more: { Region: "Global" }, isEdge: true });
const balancer = metricsOf("AWS/ApplicationELB", "LoadBalancer");
const database = metricsOf("AWS/RDS", "DBInstanceIdentifier");
const inGb = { factor: GB };

/** Metrics by type. Sources: CloudWatch metrics of each service, in its user guide. */
const METRICS: Readonly<Record<string, readonly Told[]>> = {
  [T.natGateway]: [
    nat("BytesOutToDestination", "network.natGb", inGb),
    nat("BytesInFromDestination", "network.natGb", inGb),
    nat("BytesOutToDestination", "network.internetGb", inGb),
  ],
  [T.logGroup]: [logs("IncomingBytes", "logs.applicationGb", inGb)],
  [T.distribution]: [
    edge("Requests", "traffic.edgeRequests"),
    edge("BytesUploaded", "traffic.uploadGb", inGb),
    edge("BytesDownloaded", "traffic.edgeGb", inGb),
  ],
  [T.loadBalancer]: [
    balancer("RequestCount", "traffic.dynamicRequests"),
    balancer("NewConnectionCount", "traffic.newConnections"),
  ],
  [T.databaseInstance]: [database("FreeStorageSpace", "database.freeGb", { statistic: "Average", ...inGb })],
};
