/** Actions that a schema names and the deploy role lacks, with the reason why no deployment of this project calls them. */
export interface NotNeeded {
  readonly reason: string;
  readonly actions: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const FEATURES: Readonly<Record<string, string>> = {
  "private certificate authorities": "acm-pca:GetCertificate acm-pca:IssueCertificate",
  "load balancers of the group itself: ECS registers its targets": `autoscaling:AttachLoadBalancerTargetGroups
    autoscaling:AttachLoadBalancers autoscaling:AttachTrafficSources autoscaling:DetachLoadBalancerTargetGroups
    autoscaling:DetachLoadBalancers autoscaling:DetachTrafficSources vpc-lattice:DeregisterTargets
    vpc-lattice:GetTargetGroup vpc-lattice:ListTargets vpc-lattice:RegisterTargets`,
  "lifecycle hooks and notifications of scaling": `autoscaling:DeleteLifecycleHook
    autoscaling:DeleteNotificationConfiguration autoscaling:PutLifecycleHook autoscaling:PutNotificationConfiguration`,
  "vault locks and notifications": `backup:DeleteBackupVaultLockConfiguration backup:DeleteBackupVaultNotifications
    backup:PutBackupVaultLockConfiguration backup:PutBackupVaultNotifications`,
  "billing views": "billing:GetBillingViewData",
  "insights of trails and trails of an organization": `cloudtrail:PutEventConfiguration organizations:DescribeOrganization
    organizations:ListAWSServiceAccessForOrganization`,
  "distributions of several tenants, and staging ones": `cloudfront:CreateConnectionGroup cloudfront:GetConnectionGroup
    cloudfront:UpdateDistributionWithStagingConfig`,
  "log deliveries of other services": `codewhisperer:AllowVendedLogDeliveryForResource
    workmail:AllowVendedLogDeliveryForResource firehose:ListDeliveryStreams firehose:PutRecord firehose:PutRecordBatch
    firehose:TagDeliveryStream`,
  "shards, final snapshots and single nodes of a cache: its replicas come and go by their number": `
    elasticache:CreateCacheCluster elasticache:CreateSnapshot elasticache:DeleteCacheCluster
    elasticache:ModifyReplicationGroupShardConfiguration`,
  "logins by Cognito": "cognito-idp:DescribeUserPoolClient",
  IPv6: `ec2:AssignIpv6Addresses ec2:AssociateSubnetCidrBlock ec2:DisassociateSubnetCidrBlock
    ec2:UnassignIpv6Addresses`,
  "addresses from other accounts, pools, and more than one for each interface or NAT gateway": `ec2:AcceptAddressTransfer
    ec2:AssignPrivateIpAddresses ec2:AssignPrivateNatGatewayAddress ec2:AssociateNatGatewayAddress
    ec2:DisassociateNatGatewayAddress ec2:UnassignPrivateIpAddresses ec2:UnassignPrivateNatGatewayAddress`,
  "instance profiles, volumes and settings of a running instance: a NAT instance is made anew": `
    ec2:AssociateIamInstanceProfile ec2:AttachVolume ec2:DetachVolume ec2:DisassociateIamInstanceProfile
    ec2:ModifyInstanceCreditSpecification ec2:ModifyInstanceMaintenanceOptions ec2:ModifyInstancePlacement
    ec2:ModifyPrivateDnsNameOptions ec2:ModifyPublicIpDnsNameOptions ec2:ReplaceIamInstanceProfileAssociation
    ssm:CreateAssociation ssm:DeleteAssociation ssm:DescribeAssociation ssm:ListAssociations`,
  "tenancy and encryption controls of a VPC, endpoints of Lattice and of other regions": `ec2:CreateVpcEncryptionControl
    ec2:ModifyVpcTenancy vpc-lattice:CreateServiceNetworkVpcEndpointAssociation vpce:AllowMultiRegion`,
  "settings of the account for ECS": "ecs:PutAccountSetting ecs:PutAccountSettingDefault",
  "reserved capacity and address pools of load balancers": `elasticloadbalancing:ModifyCapacityReservation
    elasticloadbalancing:ModifyIpPools`,
  "keys that are switched off": "kms:DisableKey kms:EnableKey",
  "functions: scaling of them, and rotation by one": `lambda:DeleteProvisionedConcurrencyConfig
    lambda:GetProvisionedConcurrencyConfig lambda:InvokeFunction lambda:PutProvisionedConcurrencyConfig
    secretsmanager:GetRandomPassword`,
  "policies for masking, indexes and deletion of log groups, and deliveries to other accounts": `
    logs:DeleteDataProtectionPolicy logs:DeleteDeliveryDestinationPolicy logs:DeleteIndexPolicy logs:DescribeIndexPolicies
    logs:GetDataProtectionPolicy logs:GetDeliveryDestinationPolicy logs:PutBearerTokenAuthentication
    logs:PutDataProtectionPolicy logs:PutDeliveryDestinationPolicy logs:PutIndexPolicy
    logs:PutLogGroupDeletionProtection`,
  "replicas, roles and points in time of databases: a restore is a snapshot's": `rds:AddRoleToDBInstance
    rds:CreateDBInstanceReadReplica rds:PromoteReadReplica rds:RemoveRoleFromDBInstance rds:RestoreDBInstanceToPointInTime
    iam:ListRoles`,
  "query logs and features of zones": `route53:CreateQueryLoggingConfig route53:DeleteQueryLoggingConfig
    route53:ListQueryLoggingConfigs route53:UpdateHostedZoneFeatures`,
  "health checks and automatic answers of Shield": `route53:GetHealthCheck shield:AssociateHealthCheck
    shield:DisableApplicationLayerAutomaticResponse shield:DisassociateHealthCheck
    shield:EnableApplicationLayerAutomaticResponse shield:ListProtections shield:UpdateApplicationLayerAutomaticResponse`,
  "buckets' websites, ACLs, tiers, inventories, metrics, replicas and metadata tables": `
    s3:CreateBucketMetadataTableConfiguration s3:DeleteBucketMetadataTableConfiguration s3:DeleteBucketWebsite
    s3:PutAccelerateConfiguration s3:PutAnalyticsConfiguration s3:PutBucketAbac s3:PutBucketAcl
    s3:PutBucketWebsite s3:PutIntelligentTieringConfiguration s3:PutInventoryConfiguration s3:PutMetricsConfiguration
    s3:PutObjectAcl s3:UpdateBucketMetadataAnnotationTableConfiguration
    s3:UpdateBucketMetadataInventoryTableConfiguration s3:UpdateBucketMetadataJournalTableConfiguration
    s3tables:CreateNamespace s3tables:CreateTable s3tables:CreateTableBucket s3tables:GetTable
    s3tables:GetTableMetadataLocation s3tables:PutTableBucketPolicy s3tables:PutTableEncryption s3tables:PutTablePolicy
    s3tables:UpdateTableMetadataLocation`,
  "secrets in other regions": "secretsmanager:RemoveRegionsFromReplication secretsmanager:ReplicateSecretToRegions",
  "firewalls of other things than load balancers, and rule groups of other accounts": `amplify:AssociateWebACL
    amplify:DisassociateWebACL amplify:GetWebACLForResource apigateway:SetWebACL apprunner:AssociateWebAcl
    apprunner:DescribeWebAclForService apprunner:DisassociateWebAcl appsync:AssociateWebACL appsync:DisassociateWebACL
    appsync:GetWebACLForResource appsync:SetWebACL bedrock-agentcore:GatewayAssociateWebACL
    bedrock-agentcore:GatewayDisassociateWebACL bedrock-agentcore:GatewayGetWebACLForResource
    cognito-idp:AssociateWebACL cognito-idp:DisassociateWebACL cognito-idp:GetWebACLForResource
    ec2:AssociateVerifiedAccessInstanceWebAcl ec2:DisassociateVerifiedAccessInstanceWebAcl
    ec2:GetVerifiedAccessInstanceWebAcl wafv2:GetPermissionPolicy wafv2:PutPermissionPolicy`,
  "masking of messages": "sns:GetDataProtectionPolicy sns:PutDataProtectionPolicy",
};

/** Judged one by one, for the types in the graphs of this project; tests tell an entry that is stale. */
export const NOT_NEEDED: readonly NotNeeded[] = [
  ...Object.entries(FEATURES).map(([feature, actions]) => ({
    reason: `Serves inputs that no stack sets: ${feature}.`,
    actions: words(actions),
  })),
  {
    reason: "CloudFormation calls it; the provider reads the same otherwise, or does without.",
    actions: words(`autoscaling:ResumeProcesses cloudfront:GetDistributionConfig cloudwatch:GetMetricData
      ecs:StopServiceDeployment sns:ListSubscriptionsByTopic sts:AssumeRole`),
  },
  {
    reason: "Whoever delivers logs writes them, not who asks for it.",
    actions: words("logs:CreateLogStream logs:PutLogEvents"),
  },
  {
    reason: "ECS registers targets with its service-linked role.",
    actions: words("elasticloadbalancing:DeregisterTargets elasticloadbalancing:RegisterTargets"),
  },
  {
    reason: "The bootstrap makes the service-linked roles: a role of CI that could make one could make any.",
    actions: ["iam:CreateServiceLinkedRole"],
  },
  {
    reason:
      "Denied on purpose: nobody sheds a boundary, and a trail that stops tells nothing; deleting it needs no stop.",
    actions: words("cloudtrail:StopLogging iam:DeleteRolePermissionsBoundary"),
  },
];

const REASONS = new Map(
  NOT_NEEDED.flatMap(({ reason, actions }) => actions.map((action) => [action, reason] as const)),
);

/**
 * Why a deployment does without an action; undefined for one that nobody has judged.
 *
 * @param type of the resource that it is for: what makes just that, as `iam:CreateServiceLinkedRole` does, is needed
 */
export function whyNotNeeded(action: string, type = ""): string | undefined {
  const made = /:(?:Create|Put)(\w+)$/.exec(action)?.[1];
  return made !== undefined && type.endsWith(`:${made}`) ? undefined : REASONS.get(action);
}
