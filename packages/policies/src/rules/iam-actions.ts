/** Ways to gain rights; after Rhino Security Labs' list of escalation paths. */
export const ESCALATION_ACTIONS = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];

/**
 * Actions that answer with credentials. `ecr:GetAuthorizationToken` is not among them: its token is worth what the
 * caller's pull rights are, which are judged by repository.
 */
export const CREDENTIAL_ACTIONS = [
  "iam:CreateAccessKey",
  "iam:CreateServiceSpecificCredential",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "sso:GetRoleCredentials",
  "sts:AssumeRole",
  "sts:GetFederationToken",
];

export const EXFILTRATION_ACTIONS = [
  "rds:CopyDBSnapshot",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];

export const PERMISSION_ACTIONS = [
  "ecr:SetRepositoryPolicy",
  "iam:AttachRolePolicy",
  "iam:CreatePolicy",
  "iam:CreateRole",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "lambda:AddPermission",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "secretsmanager:PutResourcePolicy",
  "sns:AddPermission",
  "sqs:AddPermission",
];

/** Actions that AWS offers only for every resource (Service Authorization Reference). */
const WITHOUT_RESOURCES =
  /^(ecr:GetAuthorizationToken|ssmmessages:.*|ecs:(DiscoverPollEndpoint|CreateCluster|RegisterTaskDefinition|DeregisterTaskDefinition|ListClusters)|cloudwatch:PutMetricData|xray:(Put(TraceSegments|TelemetryRecords)|GetSampling(Rules|Targets))|logs:DescribeLogGroups|ec2:Describe.*|elasticloadbalancing:Describe.*|autoscaling:Describe.*|rds:DescribeEvents|sts:GetCallerIdentity|logs:(Create|Delete|Get|List|Update)LogDelivery|logs:ListLogDeliveries|logs:(Put|Describe)ResourcePolic(y|ies))$/i;

export const isRestrictable = (action: string): boolean => !WITHOUT_RESOURCES.test(action);

/** True unless the name says that the action only reads. */
export const isWrite = (action: string): boolean =>
  !/^[\w-]+:(Batch)?(Get|List|Describe|Check|Head|View|Lookup|Search)/i.test(action);
