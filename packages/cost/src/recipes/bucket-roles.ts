import { T } from "@toolkit/offline/aws-types";
import { type CostResource } from "../graph-view";
import { type BucketRole } from "../roles";
import { type RecipeContext } from "./recipe";

/** Who points at a bucket with which input, and what it holds then. */
const USES: readonly (readonly [type: string, property: string, role: BucketRole])[] = [
  [T.trail, "s3BucketName", "audit"],
  [T.bucketLogging, "targetBucket", "logs"],
  [T.bucketLoggingV2, "targetBucket", "logs"],
  [T.loadBalancer, "accessLogs", "logs"],
  [T.loadBalancer, "connectionLogs", "logs"],
  [T.distribution, "loggingConfig", "logs"],
  [T.logDeliveryDestination, "deliveryDestinationConfiguration", "logs"],
  [T.flowLog, "logDestination", "logs"],
  [T.webAclLogging, "logDestinationConfigs", "logs"],
  [T.distribution, "origins", "site"],
];

const OBJECTS = [T.bucketObject, "aws:s3/bucketObject:BucketObject"];

/** Whether the program fills a bucket itself, or no other at its distribution either: the others hold what users store. */
function holdsSite(bucket: CostResource, { graph }: Pick<RecipeContext, "graph">): boolean {
  const isFilled = ({ urn }: CostResource): boolean => OBJECTS.some((type) => graph.dependents(urn, type).length > 0);
  const beside = graph.dependents(bucket.urn, T.distribution).flatMap((one) => graph.dependencies(one, T.bucket));
  return isFilled(bucket) || !beside.some(isFilled);
}

/** As the caller says, else by the first use of the list that the graph shows. */
export function bucketRole(bucket: CostResource, { graph, roles }: Pick<RecipeContext, "graph" | "roles">): BucketRole {
  const given = roles.buckets?.[bucket.name];
  if (given !== undefined) return given;
  const found = USES.find(
    ([type, property, role]) =>
      (role !== "site" || holdsSite(bucket, { graph })) &&
      graph
        .dependents(bucket.urn, type)
        .some(({ propertyDependencies }) => propertyDependencies?.[property]?.includes(bucket.urn) === true),
  );
  return found?.[2] ?? "other";
}
