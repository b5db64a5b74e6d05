import { actionsMatching } from "@toolkit/iam/actions";

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

/** Whether AWS offers resources for an action, or for any that a pattern covers; true for what AWS does not know. */
export function isRestrictable(action: string): boolean {
  const covered = actionsMatching(action);
  return covered.length === 0 || covered.some(({ resources }) => resources.length > 0);
}

/** True unless the name says that the action only reads. */
export const isWrite = (action: string): boolean =>
  !/^[\w-]+:(Batch)?(Get|List|Describe|Check|Head|View|Lookup|Search)/i.test(action);
