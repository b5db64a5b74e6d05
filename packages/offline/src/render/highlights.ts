import type { GraphResource } from "../graph";

/** The inputs that tell most about a resource: at most three per type, as dotted paths with list indexes. */
const HIGHLIGHTS: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:ec2/subnet:Subnet": ["cidrBlock", "availabilityZone"],
  "aws:ec2/route:Route": ["destinationCidrBlock"],
  "aws:ec2/natGateway:NatGateway": ["connectivityType"],
  "aws:ec2/instance:Instance": ["instanceType", "metadataOptions.httpTokens"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["metadataOptions.httpTokens"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceName", "vpcEndpointType"],
  "aws:ec2/flowLog:FlowLog": ["trafficType", "maxAggregationInterval"],
  "aws:ec2/securityGroup:SecurityGroup": ["description"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["fromPort", "description"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["fromPort", "description"],
  "aws:lb/loadBalancer:LoadBalancer": ["internal", "enableDeletionProtection"],
  "aws:lb/listener:Listener": ["port", "protocol", "sslPolicy"],
  "aws:lb/listenerRule:ListenerRule": ["priority", "actions[0].type"],
  "aws:lb/targetGroup:TargetGroup": ["port", "healthCheck.path", "deregistrationDelay"],
  "aws:ecs/service:Service": ["capacityProviderStrategies[0].capacityProvider", "desiredCount"],
  "aws:ecs/taskDefinition:TaskDefinition": ["cpu", "memory", "runtimePlatform.cpuArchitecture"],
  "aws:ecr/repository:Repository": ["imageTagMutability"],
  "aws:appautoscaling/target:Target": ["minCapacity", "maxCapacity"],
  "aws:appautoscaling/policy:Policy": [
    "targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType",
    "targetTrackingScalingPolicyConfiguration.targetValue",
  ],
  "aws:appautoscaling/scheduledAction:ScheduledAction": ["schedule", "timezone"],
  "aws:autoscaling/group:Group": ["minSize", "maxSize", "capacityRebalance"],
  "awsx:ecr:Image": ["context", "platform"],
  "aws:rds/instance:Instance": ["instanceClass", "multiAz", "allocatedStorage"],
  "aws:rds/parameterGroup:ParameterGroup": ["family"],
  "aws:secretsmanager/secretRotation:SecretRotation": ["rotationRules.automaticallyAfterDays"],
  "aws:kms/key:Key": ["description", "enableKeyRotation"],
  "aws:s3/bucket:Bucket": ["bucket", "forceDestroy"],
  "aws:s3/bucketObjectv2:BucketObjectv2": ["contentType", "cacheControl"],
  "aws:s3/bucketVersioning:BucketVersioning": ["versioningConfiguration.status"],
  "aws:cloudfront/distribution:Distribution": ["aliases[0]", "httpVersion", "priceClass"],
  "aws:cloudfront/vpcOrigin:VpcOrigin": ["vpcOriginEndpointConfig.originProtocolPolicy"],
  "aws:cloudfront/function:Function": ["runtime"],
  "aws:acm/certificate:Certificate": ["domainName", "region"],
  "aws:route53/record:Record": ["name", "type"],
  "aws:route53/zone:Zone": ["name"],
  "aws:wafv2/webAcl:WebAcl": ["scope"],
  "aws:cloudtrail/trail:Trail": ["isMultiRegionTrail"],
  "aws:cloudwatch/logGroup:LogGroup": ["name", "retentionInDays"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["metricName", "threshold"],
  "aws:cloudwatch/eventRule:EventRule": ["description", "scheduleExpression"],
  "aws:sns/topicSubscription:TopicSubscription": ["protocol", "endpoint"],
  "aws:scheduler/schedule:Schedule": ["scheduleExpression", "scheduleExpressionTimezone"],
  "aws:iam/role:Role": ["description"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn"],
  "aws:backup/plan:Plan": ["rules[0].schedule"],
  "aws:budgets/budget:Budget": ["limitAmount", "limitUnit"],
  "aws:ssm/parameter:Parameter": ["name", "type"],
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
