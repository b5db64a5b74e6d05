import { type Actions, words } from "./actions";

/**
 * What a preview with refresh reads: settings, never the contents of databases, buckets, logs or secrets.
 *
 * Source: Service Authorization Reference, each service's actions of access level List and Read.
 */
export const reads: Actions = {
  acm: words(`DescribeCertificate ListCertificates ListTagsForCertificate`),
  "application-autoscaling": words(`DescribeScalableTargets DescribeScalingPolicies DescribeScheduledActions
    ListTagsForResource`),
  autoscaling: words(`Describe*`),
  // A vault is asked whether it is empty before it is deleted.
  backup: words(`DescribeBackupVault DescribeRecoveryPoint GetBackupPlan GetBackupSelection GetBackupVaultAccessPolicy
    ListRecoveryPointsByBackupVault ListTags`),
  budgets: words(`ViewBudget ListTagsForResource`),
  cloudfront:
    words(`DescribeFunction DescribeKeyValueStore GetCachePolicy GetDistribution GetFunction GetOriginAccessControl
    GetOriginRequestPolicy GetResponseHeadersPolicy GetVpcOrigin ListCachePolicies ListOriginRequestPolicies
    ListTagsForResource ListVpcOrigins`),
  // Which release of the site viewers get.
  "cloudfront-keyvaluestore": words(`DescribeKeyValueStore GetKey`),
  cloudtrail: words(`DescribeTrails GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListTags`),
  cloudwatch: words(`DescribeAlarms GetDashboard ListTagsForResource`),
  // CreateLoadBalancer and SetSecurityGroups look with the caller's rights (kubernetes-sigs/aws-load-balancer-controller#3917).
  ec2: words(`Describe* GetManagedPrefixListEntries GetSecurityGroupsForVpc`),
  // A refresh looks whether an image is there by its manifest.
  ecr: words(`BatchCheckLayerAvailability BatchGetImage DescribeImages DescribeRepositories GetAuthorizationToken GetLifecyclePolicy
    GetRepositoryPolicy ListTagsForResource`),
  // The provider waits for a deployment by listing those of the service, the wait for digests by looking at its tasks.
  ecs: words(`Describe* ListServiceDeployments ListTagsForResource ListTasks`),
  elasticache: words(`Describe* ListTagsForResource`),
  elasticloadbalancing: words(`Describe* Get*`),
  events: words(`DescribeRule ListTagsForResource ListTargetsByRule`),
  fis: words(`GetExperimentTemplate ListTagsForResource`),
  iam: words(`GetInstanceProfile GetOpenIDConnectProvider GetPolicy GetPolicyVersion GetRole GetRolePolicy
    ListAttachedRolePolicies ListInstanceProfilesForRole ListInstanceProfileTags ListPolicyVersions ListRolePolicies
    ListRoleTags`),
  kms: words(`DescribeKey GetKeyPolicy GetKeyRotationStatus ListAliases ListResourceTags`),
  logs: words(`DescribeDeliveries DescribeDeliveryDestinations DescribeDeliverySources DescribeLogGroups
    DescribeMetricFilters DescribeResourcePolicies GetDelivery GetDeliveryDestination GetDeliverySource
    ListTagsForResource`),
  rds: words(`Describe* ListTagsForResource`),
  // A zone is asked for DNSSEC before it is deleted, a private one too.
  route53: words(`GetChange GetDNSSEC GetHostedZone ListHostedZones ListResourceRecordSets ListTagsForResource`),
  s3: words(`GetAccelerateConfiguration GetBucket* GetEncryptionConfiguration GetLifecycleConfiguration
    GetReplicationConfiguration ListBucket ListTagsForResource`),
  scheduler: words(`GetSchedule GetScheduleGroup ListTagsForResource`),
  secretsmanager: words(`DescribeSecret GetResourcePolicy ListSecretVersionIds`),
  shield: words(`DescribeProtection DescribeSubscription GetSubscriptionState ListTagsForResource`),
  sns: words(`GetSubscriptionAttributes GetTopicAttributes ListTagsForResource`),
  sqs: words(`GetQueueAttributes GetQueueUrl ListQueueTags`),
  states: words(`DescribeStateMachine ListStateMachineVersions ListTagsForResource ValidateStateMachineDefinition`),
  wafv2: words(`GetIPSet GetLoggingConfiguration GetWebACL GetWebACLForResource ListTagsForResource`),
};
