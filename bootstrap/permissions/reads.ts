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
  backup: words(`DescribeBackupVault GetBackupPlan GetBackupSelection GetBackupVaultAccessPolicy ListTags`),
  budgets: words(`ViewBudget ListTagsForResource`),
  cloudfront: words(`DescribeFunction GetCachePolicy GetDistribution GetFunction GetOriginAccessControl
    GetOriginRequestPolicy GetResponseHeadersPolicy GetVpcOrigin ListCachePolicies ListOriginRequestPolicies
    ListTagsForResource ListVpcOrigins`),
  cloudtrail: words(`DescribeTrails GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListTags`),
  cloudwatch: words(`DescribeAlarms GetDashboard ListTagsForResource`),
  // CreateLoadBalancer and SetSecurityGroups look with the caller's rights (kubernetes-sigs/aws-load-balancer-controller#3917).
  ec2: words(`Describe* GetManagedPrefixListEntries GetSecurityGroupsForVpc`),
  ecr: words(`BatchCheckLayerAvailability DescribeImages DescribeRepositories GetAuthorizationToken GetLifecyclePolicy
    GetRepositoryPolicy ListTagsForResource`),
  // The provider waits for a deployment by listing those of the service.
  ecs: words(`Describe* ListServiceDeployments ListTagsForResource`),
  elasticloadbalancing: words(`Describe*`),
  events: words(`DescribeRule ListTagsForResource ListTargetsByRule`),
  iam: words(`GetInstanceProfile GetOpenIDConnectProvider GetPolicy GetPolicyVersion GetRole GetRolePolicy
    ListAttachedRolePolicies ListInstanceProfilesForRole ListInstanceProfileTags ListPolicyVersions ListRolePolicies
    ListRoleTags`),
  kms: words(`DescribeKey GetKeyPolicy GetKeyRotationStatus ListAliases ListResourceTags`),
  logs: words(`DescribeDeliveries DescribeDeliveryDestinations DescribeDeliverySources DescribeLogGroups
    DescribeMetricFilters DescribeResourcePolicies GetDelivery GetDeliveryDestination GetDeliverySource
    ListTagsForResource`),
  rds: words(`Describe* ListTagsForResource`),
  route53: words(`GetChange GetHostedZone ListHostedZones ListResourceRecordSets ListTagsForResource`),
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
