import { T } from "@toolkit/offline/aws-types";

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
  [T.certificate]: only("domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm"),
  [T.certificateValidation]: everythingBut(),
  [T.scalingPolicy]: only("name", "resourceId", "scalableDimension", "serviceNamespace"),
  [T.scalingSchedule]: only("name", "resourceId", "scalableDimension", "serviceNamespace"),
  [T.scalingTarget]: only("resourceId", "scalableDimension", "serviceNamespace"),
  [T.autoScalingGroup]: only("name", "namePrefix"),
  [T.backupSelection]: everythingBut(),
  [T.backupVault]: only("name", "kmsKeyArn"),
  [T.budget]: only("name", "namePrefix"),
  [T.edgeFunction]: only("name"),
  [T.originAccess]: only("originAccessControlOriginType"),
  [T.responseHeaders]: only(),
  [T.trail]: only("name"),
  [T.eventRule]: only("name", "namePrefix", "eventBusName"),
  [T.eventTarget]: only("rule", "targetId", "eventBusName"),
  [T.logGroup]: only("name", "namePrefix", "logGroupClass"),
  [T.logPolicy]: only("policyName"),
  [T.metricAlarm]: only("name"),
  [T.dashboard]: only("dashboardName"),
  [T.elasticIp]: only("domain", "networkBorderGroup", "publicIpv4Pool"),
  [T.eipAssociation]: everythingBut(),
  [T.flowLog]: everythingBut("tags"),
  [T.instance]: only(
    "ami",
    "availabilityZone",
    "keyName",
    "networkInterfaces",
    "subnetId",
    "associatePublicIpAddress",
    "privateIp",
  ),
  [T.internetGatewayAttachment]: everythingBut(),
  [T.launchTemplate]: only("name", "namePrefix"),
  [T.natGateway]: only("allocationId", "connectivityType", "subnetId", "privateIp"),
  [T.networkInterface]: only("subnetId"),
  [T.route]: only("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "routeTableId"),
  [T.routeTable]: only("vpcId"),
  [T.routeTableAssociation]: only("gatewayId", "subnetId"),
  [T.securityGroup]: only("description", "name", "namePrefix", "vpcId"),
  [T.subnet]: only("availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "outpostArn"),
  [T.vpc]: only("cidrBlock", "instanceTenancy"),
  [T.endpoint]: only("serviceName", "vpcEndpointType", "vpcId"),
  [T.repositoryLifecycle]: only("repository"),
  [T.repository]: only("encryptionConfigurations", "name"),
  [T.capacityProvider]: only("name"),
  [T.cluster]: only("name"),
  [T.clusterCapacityProviders]: only("clusterName"),
  [T.service]: only("cluster", "deploymentController", "launchType", "name", "schedulingStrategy", "iamRole"),
  [T.taskDefinition]: everythingBut("tags", "skipDestroy", "trackLatest"),
  [T.instanceProfile]: only("name", "namePrefix", "path"),
  [T.iamPolicy]: only("name", "namePrefix", "path", "description"),
  [T.role]: only("name", "namePrefix", "path"),
  [T.rolePolicy]: only("name", "namePrefix", "role"),
  [T.rolePolicyAttachment]: everythingBut(),
  [T.alias]: only("name", "namePrefix"),
  [T.key]: only("customerMasterKeySpec", "keyUsage", "multiRegion"),
  [T.listener]: only("loadBalancerArn"),
  [T.listenerCertificate]: everythingBut(),
  [T.listenerRule]: only("listenerArn"),
  [T.loadBalancer]: only("internal", "loadBalancerType", "name", "namePrefix", "customerOwnedIpv4Pool"),
  [T.targetGroup]: only(
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "targetType",
    "vpcId",
    "ipAddressType",
  ),
  [T.databaseInstance]: only(
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
  [T.databaseOptions]: only("engineName", "majorEngineVersion", "name", "namePrefix", "optionGroupDescription"),
  [T.databaseParameters]: only("description", "family", "name", "namePrefix"),
  [T.databaseSubnets]: only("name", "namePrefix"),
  [T.record]: only("name", "zoneId", "setIdentifier", "type"),
  [T.zone]: only("name", "delegationSetId"),
  [T.bucket]: only("bucket", "bucketPrefix", "objectLockEnabled", "bucketNamespace"),
  [T.bucketLifecycle]: only("bucket"),
  [T.bucketObjectLock]: only("bucket"),
  [T.bucketObject]: only("bucket", "key"),
  [T.bucketOwnership]: only("bucket"),
  [T.bucketPolicy]: only("bucket"),
  [T.bucketPublicAccess]: only("bucket"),
  [T.bucketEncryption]: only("bucket"),
  [T.bucketVersioning]: only("bucket"),
  [T.schedule]: only("groupName", "name", "namePrefix"),
  [T.secret]: only("name", "namePrefix"),
  [T.secretRotation]: only("secretId"),
  [T.secretVersion]: only("secretId", "secretString", "secretStringWoVersion", "secretBinary"),
  [T.stateMachine]: only("name", "namePrefix", "type"),
  [T.topic]: only("name", "namePrefix", "fifoTopic"),
  [T.topicPolicy]: only("arn"),
  [T.topicSubscription]: only("endpoint", "protocol", "topicArn"),
  [T.egressRule]: only("securityGroupId"),
  [T.ingressRule]: only("securityGroupId"),
  [T.ipSet]: only("ipAddressVersion", "name", "scope"),
  [T.webAcl]: only("name", "namePrefix", "scope"),
  [T.webAclAssociation]: everythingBut(),
  [T.image]: only(),
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
