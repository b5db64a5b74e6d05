/** A class of events that the CIS AWS Foundations Benchmark wants an alarm for. */
export interface AuditEvent {
  /** Ends the names of filter and alarm, and is the section of the runbook. */
  readonly key: string;
  /** What happened, in the alarm's description. */
  readonly summary: string;
  /** Security Hub's control; absent where it has none. */
  readonly control?: string;
  /** CloudWatch Logs filter pattern over CloudTrail's events. */
  readonly pattern: string;
}

const named = (events: readonly string[]): string => events.map((event) => `($.eventName=${event})`).join(" || ");

/** Any of these calls. */
const calls = (...events: string[]): string => `{${named(events)}}`;

/** Any of these calls to one service. */
const callsTo = (service: string, ...events: string[]): string =>
  `{($.eventSource=${service}.amazonaws.com) && (${named(events)})}`;

/**
 * The patterns of Security Hub's controls CloudWatch.1 to 14, which compares them text by text, and the benchmark's
 * fifteenth, for AWS Organizations.
 *
 * Source: AWS Security Hub user guide, "Security Hub controls for CloudWatch"; CIS AWS Foundations Benchmark, section
 * on monitoring.
 */
export const auditEvents: readonly AuditEvent[] = [
  {
    key: "root-account",
    summary: "The root user of the account did something",
    control: "CloudWatch.1",
    pattern: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  },
  {
    key: "unauthorized-calls",
    summary: "A call was refused",
    control: "CloudWatch.2",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  {
    key: "sign-in-without-mfa",
    summary: "A user signed in to the console without a second factor",
    control: "CloudWatch.3",
    pattern:
      '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed !="Yes") && ($.userIdentity.type="IAMUser") && ($.responseElements.ConsoleLogin="Success")}',
  },
  {
    key: "iam-policies",
    summary: "An IAM policy was changed",
    control: "CloudWatch.4",
    pattern: callsTo(
      "iam",
      "DeleteGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
    ),
  },
  {
    key: "trail",
    summary: "A CloudTrail trail was changed",
    control: "CloudWatch.5",
    pattern: calls("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
  },
  {
    key: "failed-sign-ins",
    summary: "A sign-in to the console failed",
    control: "CloudWatch.6",
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  },
  {
    key: "key-deletion",
    summary: "A KMS key was disabled or is going to be deleted",
    control: "CloudWatch.7",
    pattern: callsTo("kms", "DisableKey", "ScheduleKeyDeletion"),
  },
  {
    key: "bucket-policies",
    summary: "Access to an S3 bucket was changed",
    control: "CloudWatch.8",
    pattern: callsTo(
      "s3",
      "PutBucketAcl",
      "PutBucketPolicy",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketPolicy",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketReplication",
    ),
  },
  {
    key: "config-recorder",
    summary: "AWS Config was changed or stopped",
    control: "CloudWatch.9",
    pattern: callsTo(
      "config",
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    ),
  },
  {
    key: "security-groups",
    summary: "A security group was changed",
    control: "CloudWatch.10",
    pattern: calls(
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    ),
  },
  {
    key: "network-acls",
    summary: "A network ACL was changed",
    control: "CloudWatch.11",
    pattern: calls(
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    ),
  },
  {
    key: "gateways",
    summary: "An internet or customer gateway was changed",
    control: "CloudWatch.12",
    pattern: calls(
      "CreateCustomerGateway",
      "DeleteCustomerGateway",
      "AttachInternetGateway",
      "CreateInternetGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    ),
  },
  {
    key: "route-tables",
    summary: "A route was changed",
    control: "CloudWatch.13",
    pattern: callsTo(
      "ec2",
      "CreateRoute",
      "CreateRouteTable",
      "ReplaceRoute",
      "ReplaceRouteTableAssociation",
      "DeleteRouteTable",
      "DeleteRoute",
      "DisassociateRouteTable",
    ),
  },
  {
    key: "vpcs",
    summary: "A VPC or a peering was changed",
    control: "CloudWatch.14",
    pattern: calls(
      "CreateVpc",
      "DeleteVpc",
      "ModifyVpcAttribute",
      "AcceptVpcPeeringConnection",
      "CreateVpcPeeringConnection",
      "DeleteVpcPeeringConnection",
      "RejectVpcPeeringConnection",
      "AttachClassicLinkVpc",
      "DetachClassicLinkVpc",
      "DisableVpcClassicLink",
      "EnableVpcClassicLink",
    ),
  },
  {
    key: "organization",
    summary: "The organization or one of its policies was changed",
    pattern: callsTo(
      "organizations",
      "AcceptHandshake",
      "AttachPolicy",
      "CreateAccount",
      "CreateOrganizationalUnit",
      "CreatePolicy",
      "DeclineHandshake",
      "DeleteOrganization",
      "DeleteOrganizationalUnit",
      "DeletePolicy",
      "DetachPolicy",
      "DisablePolicyType",
      "EnablePolicyType",
      "InviteAccountToOrganization",
      "LeaveOrganization",
      "MoveAccount",
      "RemoveAccountFromOrganization",
      "UpdateOrganizationalUnit",
      "UpdatePolicy",
    ),
  },
];
