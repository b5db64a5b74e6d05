import { type Actions, words } from "./actions";

/** Actions by the policy that they stand in. */
export type Rooms = Readonly<Record<string, Actions>>;

/**
 * What a deployment changes, in one policy for each group of services, since IAM limits the size of each. IAM and
 * keys have statements of their own.
 *
 * Source: Service Authorization Reference, each service's actions of access level Write, Tagging and Permissions.
 */
export const writes = {
  network: {
    ec2: words(`AllocateAddress AssociateAddress AssociateRouteTable AttachInternetGateway AttachNetworkInterface
      AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateFlowLogs CreateInternetGateway
      CreateLaunchTemplate CreateLaunchTemplateVersion CreateNatGateway CreateNetworkInterface CreateRoute
      CreateRouteTable CreateSecurityGroup CreateSubnet CreateTags CreateVpc CreateVpcEndpoint DeleteFlowLogs
      DeleteInternetGateway DeleteLaunchTemplate DeleteLaunchTemplateVersions DeleteNatGateway DeleteNetworkInterface
      DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc DeleteVpcEndpoints
      DetachInternetGateway DetachNetworkInterface DisassociateAddress DisassociateRouteTable ModifyInstanceAttribute
      ModifyInstanceMetadataOptions ModifyLaunchTemplate ModifyNetworkInterfaceAttribute ModifySecurityGroupRules
      ModifySubnetAttribute ModifyVpcAttribute ModifyVpcEndpoint MonitorInstances ReleaseAddress ReplaceRoute
      ReplaceRouteTableAssociation RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances StartInstances
      StopInstances TerminateInstances UnmonitorInstances UpdateSecurityGroupRuleDescriptionsEgress
      UpdateSecurityGroupRuleDescriptionsIngress`),
    elasticloadbalancing: words(`AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup
      CreateWebACLAssociation DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup DeleteWebACLAssociation
      ModifyListener ModifyListenerAttributes ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup
      ModifyTargetGroupAttributes RemoveTags SetIpAddressType SetRulePriorities SetSecurityGroups SetSubnets SetWebAcl`),
  },
  compute: {
    "application-autoscaling": words(`DeleteScalingPolicy DeleteScheduledAction DeregisterScalableTarget
      PutScalingPolicy PutScheduledAction RegisterScalableTarget TagResource UntagResource`),
    autoscaling:
      words(`CancelInstanceRefresh CreateAutoScalingGroup CreateOrUpdateTags DeleteAutoScalingGroup DeleteTags
      DisableMetricsCollection EnableMetricsCollection PutScalingPolicy SetInstanceProtection StartInstanceRefresh
      SuspendProcesses TerminateInstanceInAutoScalingGroup UpdateAutoScalingGroup`),
    ecr: words(`BatchDeleteImage BatchGetImage CompleteLayerUpload CreateRepository DeleteLifecyclePolicy
      DeleteRepository DeleteRepositoryPolicy GetDownloadUrlForLayer InitiateLayerUpload PutImage
      PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy TagResource
      UntagResource UploadLayerPart`),
    ecs: words(`CreateCapacityProvider CreateCluster CreateService DeleteCapacityProvider DeleteCluster DeleteService
      DeregisterTaskDefinition PutClusterCapacityProviders RegisterTaskDefinition RunTask StopTask TagResource
      UntagResource UpdateCapacityProvider UpdateCluster UpdateClusterSettings UpdateService`),
  },
  data: {
    backup: words(`CreateBackupPlan CreateBackupSelection CreateBackupVault DeleteBackupPlan DeleteBackupSelection
      DeleteBackupVault DeleteBackupVaultAccessPolicy PutBackupVaultAccessPolicy TagResource UntagResource
      UpdateBackupPlan`),
    "backup-storage": words(`MountCapsule`),
    elasticache: words(`AddTagsToResource CreateCacheParameterGroup CreateCacheSubnetGroup
      CreateReplicationGroup CreateUser CreateUserGroup DecreaseReplicaCount
      DeleteCacheParameterGroup DeleteCacheSubnetGroup DeleteReplicationGroup DeleteUser DeleteUserGroup
      IncreaseReplicaCount ModifyCacheParameterGroup ModifyCacheSubnetGroup ModifyReplicationGroup ModifyUser
      ModifyUserGroup RemoveTagsFromResource`),
    rds: words(`AddSourceIdentifierToSubscription AddTagsToResource CreateDBInstance CreateDBParameterGroup
      CreateDBSnapshot CreateDBSubnetGroup CreateEventSubscription DeleteDBInstance DeleteDBParameterGroup
      DeleteDBSubnetGroup DeleteEventSubscription ModifyDBInstance ModifyDBParameterGroup ModifyDBSubnetGroup
      ModifyEventSubscription RebootDBInstance RemoveSourceIdentifierFromSubscription RemoveTagsFromResource
      ResetDBParameterGroup RestoreDBInstanceFromDBSnapshot StartDBInstance
      StartDBInstanceAutomatedBackupsReplication StopDBInstance StopDBInstanceAutomatedBackupsReplication`),
    secretsmanager: words(`CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret GetSecretValue
      PutResourcePolicy PutSecretValue RestoreSecret RotateSecret TagResource UntagResource UpdateSecret
      UpdateSecretVersionStage ValidateResourcePolicy`),
  },
  edge: {
    acm: words(`AddTagsToCertificate DeleteCertificate RemoveTagsFromCertificate RequestCertificate
      UpdateCertificateOptions`),
    cloudfront: words(`AllowVendedLogDeliveryForResource CreateCachePolicy CreateDistribution CreateFunction
      CreateInvalidation CreateKeyValueStore CreateOriginAccessControl CreateResponseHeadersPolicy CreateVpcOrigin
      DeleteCachePolicy DeleteDistribution DeleteFunction DeleteKeyValueStore DeleteOriginAccessControl
      DeleteResponseHeadersPolicy DeleteVpcOrigin PublishFunction TagResource UntagResource UpdateCachePolicy
      UpdateDistribution UpdateFunction UpdateKeyValueStore UpdateOriginAccessControl UpdateResponseHeadersPolicy
      UpdateVpcOrigin`),
    "cloudfront-keyvaluestore": words(`DeleteKey PutKey`),
    route53: words(`AssociateVPCWithHostedZone ChangeResourceRecordSets ChangeTagsForResource CreateHostedZone
      DeleteHostedZone DisassociateVPCFromHostedZone UpdateHostedZoneComment`),
    shield: words(`CreateProtection DeleteProtection TagResource UntagResource`),
    wafv2: words(`AssociateWebACL CreateIPSet CreateWebACL DeleteIPSet DeleteLoggingConfiguration DeleteWebACL
      DisassociateWebACL PutLoggingConfiguration TagResource UntagResource UpdateIPSet UpdateWebACL`),
  },
  operations: {
    budgets: words(`ModifyBudget TagResource UntagResource`),
    cloudtrail: words(`AddTags CreateTrail DeleteTrail PutEventSelectors PutInsightSelectors RemoveTags StartLogging
      UpdateTrail`),
    cloudwatch: words(`DeleteAlarms DeleteDashboards DisableAlarmActions EnableAlarmActions PutCompositeAlarm
      PutDashboard PutMetricAlarm TagResource UntagResource`),
    fis: words(`CreateExperimentTemplate DeleteExperimentTemplate TagResource UntagResource UpdateExperimentTemplate`),
    logs: words(`AssociateKmsKey CreateDelivery CreateLogDelivery CreateLogGroup DeleteDelivery
      DeleteDeliveryDestination DeleteDeliverySource DeleteLogDelivery DeleteLogGroup DeleteMetricFilter
      DeleteResourcePolicy DeleteRetentionPolicy DisassociateKmsKey GetLogDelivery GetLogEvents ListLogDeliveries
      PutDeliveryDestination PutDeliverySource PutMetricFilter PutResourcePolicy PutRetentionPolicy TagResource
      UntagResource UpdateDeliveryConfiguration UpdateLogDelivery`),
  },
  integration: {
    events: words(`DeleteRule DisableRule EnableRule PutRule PutTargets RemoveTargets TagResource UntagResource`),
    scheduler: words(`CreateSchedule CreateScheduleGroup DeleteSchedule DeleteScheduleGroup TagResource UntagResource
      UpdateSchedule`),
    sns: words(`CreateTopic DeleteTopic SetSubscriptionAttributes SetTopicAttributes Subscribe TagResource Unsubscribe
      UntagResource`),
    sqs: words(`CreateQueue DeleteQueue SetQueueAttributes TagQueue UntagQueue`),
    states: words(`CreateStateMachine DeleteStateMachine TagResource UntagResource UpdateStateMachine`),
  },
} as const satisfies Rooms;

/** Buckets and objects of the application, whose names begin with the project's. */
export const bucketWrites = words(`CreateBucket DeleteBucket DeleteBucketPolicy DeleteObject DeleteObjectTagging
  DeleteObjectVersion GetObject GetObjectTagging GetObjectVersion ListBucketVersions PutBucketCORS PutBucketLogging
  PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy
  PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration
  PutLifecycleConfiguration PutObject PutReplicationConfiguration PutObjectTagging TagResource UntagResource AbortMultipartUpload`);
