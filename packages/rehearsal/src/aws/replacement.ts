/**
 * Which inputs of which type cannot be changed in place: the `ForceNew` fields of the Terraform AWS provider that
 * pulumi-aws wraps (internal/service/<service>/<resource>.go). `*` stands for every input, with the exceptions listed.
 */
interface Immutable {
  readonly inputs: readonly string[] | "*";
  /** Inputs that can be changed although `inputs` is `*`. */
  readonly except?: readonly string[];
}

const only = (...inputs: string[]): Immutable => ({ inputs });
const everythingBut = (...except: string[]): Immutable => ({ inputs: "*", except });

const immutable: Readonly<Record<string, Immutable>> = {
  "aws:acm/certificate:Certificate": only("domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm"),
  "aws:acm/certificateValidation:CertificateValidation": everythingBut(),
  "aws:appautoscaling/policy:Policy": only("name", "resourceId", "scalableDimension", "serviceNamespace"),
  "aws:appautoscaling/scheduledAction:ScheduledAction": only(
    "name",
    "resourceId",
    "scalableDimension",
    "serviceNamespace",
  ),
  "aws:appautoscaling/target:Target": only("resourceId", "scalableDimension", "serviceNamespace"),
  "aws:autoscaling/group:Group": only("name", "namePrefix"),
  "aws:backup/selection:Selection": everythingBut(),
  "aws:backup/vault:Vault": only("name", "kmsKeyArn"),
  "aws:budgets/budget:Budget": only("name", "namePrefix"),
  "aws:cloudfront/function:Function": only("name"),
  "aws:cloudfront/originAccessControl:OriginAccessControl": only("originAccessControlOriginType"),
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": only(),
  "aws:cloudtrail/trail:Trail": only("name"),
  "aws:cloudwatch/eventRule:EventRule": only("name", "namePrefix", "eventBusName"),
  "aws:cloudwatch/eventTarget:EventTarget": only("rule", "targetId", "eventBusName"),
  "aws:cloudwatch/logGroup:LogGroup": only("name", "namePrefix", "logGroupClass"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": only("policyName"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": only("name"),
  "aws:cloudwatch/dashboard:Dashboard": only("dashboardName"),
  "aws:ec2/eip:Eip": only("domain", "networkBorderGroup", "publicIpv4Pool"),
  "aws:ec2/eipAssociation:EipAssociation": everythingBut(),
  "aws:ec2/flowLog:FlowLog": everythingBut("tags"),
  "aws:ec2/instance:Instance": only(
    "ami",
    "availabilityZone",
    "keyName",
    "networkInterfaces",
    "subnetId",
    "associatePublicIpAddress",
    "privateIp",
  ),
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": everythingBut(),
  "aws:ec2/launchTemplate:LaunchTemplate": only("name", "namePrefix"),
  "aws:ec2/natGateway:NatGateway": only("allocationId", "connectivityType", "subnetId", "privateIp"),
  "aws:ec2/networkInterface:NetworkInterface": only("subnetId"),
  "aws:ec2/route:Route": only(
    "destinationCidrBlock",
    "destinationIpv6CidrBlock",
    "destinationPrefixListId",
    "routeTableId",
  ),
  "aws:ec2/routeTable:RouteTable": only("vpcId"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": only("gatewayId", "subnetId"),
  "aws:ec2/securityGroup:SecurityGroup": only("description", "name", "namePrefix", "vpcId"),
  "aws:ec2/subnet:Subnet": only("availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "outpostArn"),
  "aws:ec2/vpc:Vpc": only("cidrBlock", "instanceTenancy"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": only("serviceName", "vpcEndpointType", "vpcId"),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": only("repository"),
  "aws:ecr/repository:Repository": only("encryptionConfigurations", "name"),
  "aws:ecs/capacityProvider:CapacityProvider": only("name"),
  "aws:ecs/cluster:Cluster": only("name"),
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": only("clusterName"),
  "aws:ecs/service:Service": only(
    "cluster",
    "deploymentController",
    "launchType",
    "name",
    "schedulingStrategy",
    "iamRole",
  ),
  "aws:ecs/taskDefinition:TaskDefinition": everythingBut("tags", "skipDestroy", "trackLatest"),
  "aws:iam/instanceProfile:InstanceProfile": only("name", "namePrefix", "path"),
  "aws:iam/policy:Policy": only("name", "namePrefix", "path", "description"),
  "aws:iam/role:Role": only("name", "namePrefix", "path"),
  "aws:iam/rolePolicy:RolePolicy": only("name", "namePrefix", "role"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": everythingBut(),
  "aws:kms/alias:Alias": only("name", "namePrefix"),
  "aws:kms/key:Key": only("customerMasterKeySpec", "keyUsage", "multiRegion"),
  "aws:lb/listener:Listener": only("loadBalancerArn"),
  "aws:lb/listenerCertificate:ListenerCertificate": everythingBut(),
  "aws:lb/listenerRule:ListenerRule": only("listenerArn"),
  "aws:lb/loadBalancer:LoadBalancer": only(
    "internal",
    "loadBalancerType",
    "name",
    "namePrefix",
    "customerOwnedIpv4Pool",
  ),
  "aws:lb/targetGroup:TargetGroup": only(
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "targetType",
    "vpcId",
    "ipAddressType",
  ),
  "aws:rds/instance:Instance": only(
    "availabilityZone",
    "dbName",
    "engine",
    "kmsKeyId",
    "snapshotIdentifier",
    "sourceDbInstanceIdentifier",
    "storageEncrypted",
    "timezone",
    "username",
    "characterSetName",
    "restoreToPointInTime",
  ),
  "aws:rds/optionGroup:OptionGroup": only(
    "engineName",
    "majorEngineVersion",
    "name",
    "namePrefix",
    "optionGroupDescription",
  ),
  "aws:rds/parameterGroup:ParameterGroup": only("description", "family", "name", "namePrefix"),
  "aws:rds/subnetGroup:SubnetGroup": only("name", "namePrefix"),
  "aws:route53/record:Record": only("name", "zoneId", "setIdentifier", "type"),
  "aws:route53/zone:Zone": only("name", "delegationSetId"),
  "aws:s3/bucket:Bucket": only("bucket", "bucketPrefix", "objectLockEnabled", "bucketNamespace"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": only("bucket"),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": only("bucket"),
  "aws:s3/bucketObjectv2:BucketObjectv2": only("bucket", "key"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": only("bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": only("bucket"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": only("bucket"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": only("bucket"),
  "aws:s3/bucketVersioning:BucketVersioning": only("bucket"),
  "aws:scheduler/schedule:Schedule": only("groupName", "name", "namePrefix"),
  "aws:secretsmanager/secret:Secret": only("name", "namePrefix"),
  "aws:secretsmanager/secretRotation:SecretRotation": only("secretId"),
  "aws:secretsmanager/secretVersion:SecretVersion": only(
    "secretId",
    "secretString",
    "secretStringWoVersion",
    "secretBinary",
  ),
  "aws:sfn/stateMachine:StateMachine": only("name", "namePrefix", "type"),
  "aws:sns/topic:Topic": only("name", "namePrefix", "fifoTopic"),
  "aws:sns/topicPolicy:TopicPolicy": only("arn"),
  "aws:sns/topicSubscription:TopicSubscription": only("endpoint", "protocol", "topicArn"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": only("securityGroupId"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": only("securityGroupId"),
  "aws:wafv2/ipSet:IpSet": only("ipAddressVersion", "name", "scope"),
  "aws:wafv2/webAcl:WebAcl": only("name", "namePrefix", "scope"),
  "aws:wafv2/webAclAssociation:WebAclAssociation": everythingBut(),
  "docker-build:index:Image": only(),
  "random:index/randomBytes:RandomBytes": everythingBut(),
  "random:index/randomId:RandomId": everythingBut(),
  "random:index/randomPassword:RandomPassword": everythingBut(),
  "random:index/randomString:RandomString": everythingBut(),
  "random:index/randomUuid:RandomUuid": everythingBut(),
};

/**
 * True when changing `input` needs a new resource. A resource never moves to another region: AWS provider for Terraform,
 * Enhanced Region Support,
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/guides/enhanced-region-support.html.markdown
 */
export function forcesReplacement(type: string, input: string): boolean {
  if (input === "region") return true;
  // What the provider's default tags add is changed in the same way as the program's own tags.
  if (input === "tagsAll") return forcesReplacement(type, "tags");
  const rule = immutable[type];
  if (rule === undefined) return false;
  return rule.inputs === "*" ? !(rule.except ?? []).includes(input) : rule.inputs.includes(input);
}

/** Types the real provider knows how to change only by this table; a type without a row is updated in place. */
export const knownTypes: readonly string[] = Object.keys(immutable);
