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

/** Metrics by type. Sources: CloudWatch metrics of each service, in its user guide. */
const METRICS: Readonly<Record<string, readonly Told[]>> = {
  [T.natGateway]: [
    natMetric("BytesOutToDestination", "network.natGb"),
    natMetric("BytesInFromDestination", "network.natGb"),
    natMetric("BytesOutToDestination", "network.internetGb"),
  ],
  [T.logGroup]: [
    {
      ...{ path: "logs.applicationGb", namespace: "AWS/Logs", metric: "IncomingBytes", dimension: "LogGroupName" },
      ...{ statistic: "Sum", factor: GB },
    },
  ],
  [T.distribution]: [
    {
      ...{ path: "traffic.edgeRequests", namespace: "AWS/CloudFront", metric: "Requests", dimension: "DistributionId" },
      ...{ more: { Region: "Global" }, statistic: "Sum", factor: 1, isEdge: true },
    },
    {
      ...{
        path: "traffic.uploadGb",
        namespace: "AWS/CloudFront",
        metric: "BytesUploaded",
        dimension: "DistributionId",
      },
      ...{ more: { Region: "Global" }, statistic: "Sum", factor: GB, isEdge: true },
    },
    {
      ...{
        path: "traffic.edgeGb",
        namespace: "AWS/CloudFront",
        metric: "BytesDownloaded",
        dimension: "DistributionId",
      },
      ...{ more: { Region: "Global" }, statistic: "Sum", factor: GB, isEdge: true },
    },
  ],
  [T.loadBalancer]: [
    {
      ...{ path: "traffic.dynamicRequests", namespace: "AWS/ApplicationELB", metric: "RequestCount" },
      ...{ dimension: "LoadBalancer", statistic: "Sum", factor: 1 },
    },
    {
      ...{ path: "traffic.newConnections", namespace: "AWS/ApplicationELB", metric: "NewConnectionCount" },
      ...{ dimension: "LoadBalancer", statistic: "Sum", factor: 1 },
    },
  ],
  [T.databaseInstance]: [
    {
      ...{
        path: "database.freeGb",
        namespace: "AWS/RDS",
        metric: "FreeStorageSpace",
        dimension: "DBInstanceIdentifier",
      },
      ...{ statistic: "Average", factor: GB },
    },
  ],
};

function natMetric(metric: string, path: string): Told {
  return { path, namespace: "AWS/NATGateway", metric, dimension: "NatGatewayId", statistic: "Sum", factor: GB };
}
