import { T } from "../aws-types";
import type { GraphResource } from "../graph";

/** The inputs that tell most about a resource: at most three per type, as dotted paths with list indexes. */
const HIGHLIGHTS: Readonly<Record<string, readonly string[]>> = {
  [T.vpc]: ["cidrBlock"],
  [T.subnet]: ["cidrBlock", "availabilityZone"],
  [T.route]: ["destinationCidrBlock"],
  [T.natGateway]: ["connectivityType"],
  [T.instance]: ["instanceType", "metadataOptions.httpTokens"],
  [T.launchTemplate]: ["metadataOptions.httpTokens"],
  [T.endpoint]: ["serviceName", "vpcEndpointType"],
  [T.flowLog]: ["trafficType", "maxAggregationInterval"],
  [T.securityGroup]: ["description"],
  [T.ingressRule]: ["fromPort", "description"],
  [T.egressRule]: ["fromPort", "description"],
  [T.loadBalancer]: ["internal", "enableDeletionProtection"],
  [T.listener]: ["port", "protocol", "sslPolicy"],
  [T.listenerRule]: ["priority", "actions[0].type"],
  [T.targetGroup]: ["port", "healthCheck.path", "deregistrationDelay"],
  [T.service]: ["capacityProviderStrategies[0].capacityProvider", "desiredCount"],
  [T.taskDefinition]: ["cpu", "memory", "runtimePlatform.cpuArchitecture"],
  [T.repository]: ["imageTagMutability"],
  [T.scalingTarget]: ["minCapacity", "maxCapacity"],
  [T.scalingPolicy]: [
    "targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType",
    "targetTrackingScalingPolicyConfiguration.targetValue",
  ],
  [T.scalingSchedule]: ["schedule", "timezone"],
  [T.autoScalingGroup]: ["minSize", "maxSize", "capacityRebalance"],
  "awsx:ecr:Image": ["context", "dockerfile", "target", "platform"],
  [T.databaseInstance]: ["instanceClass", "multiAz", "allocatedStorage"],
  [T.databaseParameters]: ["family"],
  [T.secretRotation]: ["rotationRules.automaticallyAfterDays"],
  [T.key]: ["description", "enableKeyRotation"],
  [T.bucket]: ["bucket", "forceDestroy"],
  [T.bucketObject]: ["contentType", "cacheControl"],
  [T.bucketVersioning]: ["versioningConfiguration.status"],
  [T.distribution]: ["aliases[0]", "httpVersion", "priceClass"],
  [T.vpcOrigin]: ["vpcOriginEndpointConfig.originProtocolPolicy"],
  [T.edgeFunction]: ["runtime"],
  [T.certificate]: ["domainName", "region"],
  [T.record]: ["name", "type"],
  [T.zone]: ["name"],
  [T.webAcl]: ["scope"],
  [T.trail]: ["isMultiRegionTrail"],
  [T.logGroup]: ["name", "retentionInDays"],
  [T.metricAlarm]: ["metricName", "threshold"],
  [T.eventRule]: ["description", "scheduleExpression"],
  [T.topicSubscription]: ["protocol", "endpoint"],
  [T.schedule]: ["scheduleExpression", "scheduleExpressionTimezone"],
  [T.role]: ["description"],
  [T.rolePolicyAttachment]: ["policyArn"],
  [T.backupPlan]: ["rules[0].schedule"],
  [T.budget]: ["limitAmount", "limitUnit"],
  [T.ssmParameter]: ["name", "type"],
  "random:index/randomPassword:RandomPassword": ["length"],
  "random:index/randomId:RandomId": ["byteLength"],
  "pulumi:providers:aws": ["region"],
};

const LONGEST_VALUE = 48;

/** `label value` pairs of a resource, in the order of the table; inputs that are not set are left out. */
export function highlightsOf(resource: GraphResource): string[] {
  return (HIGHLIGHTS[resource.type] ?? [])
    .map((path) => [labelOf(path), valueAt(resource.inputs, path)] as const)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([label, value]) => `${label} ${shorten(value)}`);
}

/** The value at `a.b[0].c`. */
export function valueAt(root: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      root,
    );
}

const labelOf = (path: string): string =>
  path
    .replace(/\[\d+\]/g, "")
    .split(".")
    .at(-1) ?? path;

/** One line, an ARN by its last part. */
function shorten(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const short = text.startsWith("arn:") ? (text.split(/[:/]/).at(-1) ?? text) : text.replaceAll(/\s+/g, " ");
  return short.length > LONGEST_VALUE ? `${short.slice(0, LONGEST_VALUE - 1)}…` : short;
}
