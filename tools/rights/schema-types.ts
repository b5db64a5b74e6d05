/** Services whose module in the provider has another name than in AWS's schemas. */
const SERVICES: Readonly<Record<string, string>> = {
  acm: "CertificateManager",
  alb: "ElasticLoadBalancingV2",
  appautoscaling: "ApplicationAutoScaling",
  lb: "ElasticLoadBalancingV2",
  sfn: "StepFunctions",
  vpc: "EC2",
};

/** Types whose name differs too. What is a property of another type there has no row: it is named by hand, in `BY_HAND`. */
const TYPES: Readonly<Record<string, string>> = {
  "appautoscaling/policy": "ApplicationAutoScaling::ScalingPolicy",
  "appautoscaling/target": "ApplicationAutoScaling::ScalableTarget",
  "autoscaling/group": "AutoScaling::AutoScalingGroup",
  "backup/plan": "Backup::BackupPlan",
  "backup/selection": "Backup::BackupSelection",
  "backup/vault": "Backup::BackupVault",
  "cloudwatch/eventRule": "Events::Rule",
  "cloudwatch/logDelivery": "Logs::Delivery",
  "cloudwatch/logDeliveryDestination": "Logs::DeliveryDestination",
  "cloudwatch/logDeliverySource": "Logs::DeliverySource",
  "cloudwatch/logGroup": "Logs::LogGroup",
  "cloudwatch/logMetricFilter": "Logs::MetricFilter",
  "cloudwatch/logResourcePolicy": "Logs::ResourcePolicy",
  "cloudwatch/metricAlarm": "CloudWatch::Alarm",
  "ec2/routeTableAssociation": "EC2::SubnetRouteTableAssociation",
  "ecs/clusterCapacityProviders": "ECS::ClusterCapacityProviderAssociations",
  "iam/policy": "IAM::ManagedPolicy",
  "iam/openIdConnectProvider": "IAM::OIDCProvider",
  "rds/cluster": "RDS::DBCluster",
  "rds/instance": "RDS::DBInstance",
  "rds/parameterGroup": "RDS::DBParameterGroup",
  "rds/subnetGroup": "RDS::DBSubnetGroup",
  "route53/record": "Route53::RecordSet",
  "route53/zone": "Route53::HostedZone",
  "secretsmanager/secretPolicy": "SecretsManager::ResourcePolicy",
  "secretsmanager/secretRotation": "SecretsManager::RotationSchedule",
  "sns/topicSubscription": "SNS::Subscription",
  "vpc/securityGroupEgressRule": "EC2::SecurityGroupEgress",
  "vpc/securityGroupIngressRule": "EC2::SecurityGroupIngress",
  "wafv2/webAclLoggingConfiguration": "WAFv2::LoggingConfiguration",
};

/** The schema of a provider's type, in lower case: by the table, else by its name. */
export function schemaTypeOf(type: string): string {
  const [, module = "", path = "", name = ""] = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(type) ?? [];
  return `AWS::${TYPES[`${module}/${path}`] ?? `${SERVICES[module] ?? module}::${name}`}`.toLowerCase();
}

type Handlers = Readonly<Record<"create" | "update" | "delete", string>>;

const PUSH: Handlers = {
  create: `ecr:BatchCheckLayerAvailability ecr:CompleteLayerUpload ecr:GetAuthorizationToken ecr:InitiateLayerUpload
    ecr:PutImage ecr:UploadLayerPart`,
  update: "",
  delete: "",
};

/** What AWS needs for types that are a property of another one in the schemas, after the provider's own calls. */
export const BY_HAND: Readonly<Record<string, Handlers>> = {
  ...Object.fromEntries(
    Object.entries({
      bucketCorsConfiguration: ["s3:PutBucketCORS", "s3:PutBucketCORS"],
      bucketLifecycleConfiguration: ["s3:PutLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
      bucketLogging: ["s3:PutBucketLogging", "s3:PutBucketLogging"],
      bucketNotification: ["s3:PutBucketNotification", "s3:PutBucketNotification"],
      bucketObjectv2: [
        "s3:PutObject s3:PutObjectTagging kms:GenerateDataKey",
        "s3:DeleteObject s3:DeleteObjectVersion",
      ],
      bucketObjectLockConfiguration: ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
      bucketOwnershipControls: ["s3:PutBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
      bucketPublicAccessBlock: ["s3:PutBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
      bucketReplicationConfig: ["s3:PutReplicationConfiguration iam:PassRole", "s3:PutReplicationConfiguration"],
      bucketServerSideEncryptionConfiguration: ["s3:PutEncryptionConfiguration", "s3:PutEncryptionConfiguration"],
      bucketVersioning: ["s3:PutBucketVersioning", "s3:PutBucketVersioning"],
    }).map(([name, [write = "", remove = ""]]) => [
      `aws:s3/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      { create: write, update: write, delete: remove },
    ]),
  ),
  "awsx:ecr:Image": PUSH,
  "docker-build:index:Image": PUSH,
  "aws:acm/certificateValidation:CertificateValidation": { create: "acm:DescribeCertificate", update: "", delete: "" },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    create: "application-autoscaling:PutScheduledAction",
    update: "application-autoscaling:PutScheduledAction",
    delete: "application-autoscaling:DeleteScheduledAction",
  },
  "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey": {
    create: "cloudfront-keyvaluestore:DescribeKeyValueStore cloudfront-keyvaluestore:PutKey",
    update: "cloudfront-keyvaluestore:DescribeKeyValueStore cloudfront-keyvaluestore:PutKey",
    delete: "cloudfront-keyvaluestore:DescribeKeyValueStore cloudfront-keyvaluestore:DeleteKey",
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    create: "events:PutTargets iam:PassRole",
    update: "events:PutTargets iam:PassRole",
    delete: "events:RemoveTargets",
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    create: "sqs:SetQueueAttributes",
    update: "sqs:SetQueueAttributes",
    delete: "sqs:SetQueueAttributes",
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    create: "ec2:RevokeSecurityGroupEgress ec2:RevokeSecurityGroupIngress ec2:CreateTags",
    update: "ec2:CreateTags ec2:DeleteTags",
    delete: "",
  },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": {
    create: "ec2:ModifyVpcEndpoint",
    update: "ec2:ModifyVpcEndpoint",
    delete: "ec2:ModifyVpcEndpoint",
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    create: "ecr:PutLifecyclePolicy",
    update: "ecr:PutLifecyclePolicy",
    delete: "ecr:DeleteLifecyclePolicy",
  },
  "aws:iam/accessKey:AccessKey": {
    create: "iam:CreateAccessKey",
    update: "iam:UpdateAccessKey",
    delete: "iam:DeleteAccessKey",
  },
  "aws:kms/grant:Grant": { create: "kms:CreateGrant", update: "", delete: "kms:RevokeGrant kms:RetireGrant" },
  "aws:kms/keyPolicy:KeyPolicy": {
    create: "kms:PutKeyPolicy",
    update: "kms:PutKeyPolicy",
    delete: "kms:PutKeyPolicy",
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    create: "rds:StartDBInstanceAutomatedBackupsReplication kms:CreateGrant kms:DescribeKey",
    update: "",
    delete: "rds:StopDBInstanceAutomatedBackupsReplication",
  },
  "aws:rds/snapshot:Snapshot": {
    create: "rds:CreateDBSnapshot rds:AddTagsToResource",
    update: "rds:AddTagsToResource rds:RemoveTagsFromResource",
    delete: "rds:DeleteDBSnapshot",
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    create: "iam:AttachRolePolicy",
    update: "",
    delete: "iam:DetachRolePolicy",
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    create: "secretsmanager:PutSecretValue kms:GenerateDataKey",
    update: "secretsmanager:UpdateSecretVersionStage",
    delete: "secretsmanager:UpdateSecretVersionStage",
  },
};
