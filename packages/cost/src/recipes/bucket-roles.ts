import { type CostResource } from "../graph-view";
import { type BucketRole } from "../roles";
import { type RecipeContext } from "./recipe";

/** Who points at a bucket with which input, and what it holds then. */
const USES: readonly (readonly [type: string, property: string, role: BucketRole])[] = [
  ["aws:cloudtrail/trail:Trail", "s3BucketName", "audit"],
  ["aws:s3/bucketLogging:BucketLogging", "targetBucket", "logs"],
  ["aws:s3/bucketLoggingV2:BucketLoggingV2", "targetBucket", "logs"],
  ["aws:lb/loadBalancer:LoadBalancer", "accessLogs", "logs"],
  ["aws:lb/loadBalancer:LoadBalancer", "connectionLogs", "logs"],
  ["aws:cloudfront/distribution:Distribution", "loggingConfig", "logs"],
  ["aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", "deliveryDestinationConfiguration", "logs"],
  ["aws:ec2/flowLog:FlowLog", "logDestination", "logs"],
  ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logDestinationConfigs", "logs"],
  ["aws:cloudfront/distribution:Distribution", "origins", "site"],
];

/** As the caller says, else by the first use of the list that the graph shows. */
export function bucketRole(bucket: CostResource, { graph, roles }: Pick<RecipeContext, "graph" | "roles">): BucketRole {
  const given = roles.buckets?.[bucket.name];
  if (given !== undefined) return given;
  const found = USES.find(([type, property]) =>
    graph
      .dependents(bucket.urn, type)
      .some(({ propertyDependencies }) => propertyDependencies?.[property]?.includes(bucket.urn) === true),
  );
  return found?.[2] ?? "other";
}
