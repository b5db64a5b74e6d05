/** Actions of the services that this project's policies speak of, by prefix (Service Authorization Reference). */
const ACTIONS: Readonly<Record<string, string>> = {
  autoscaling: "CompleteLifecycleAction DescribeAutoScalingGroups SetInstanceProtection",
  cloudwatch: "DescribeAlarms GetMetricData PutMetricData",
  ec2: "AssociateAddress DescribeInstances DescribeRouteTables ReplaceRoute",
  ecr: "BatchCheckLayerAvailability BatchGetImage DescribeImages GetAuthorizationToken GetDownloadUrlForLayer PutImage",
  ecs: "DeregisterContainerInstance DescribeServices DescribeTasks DiscoverPollEndpoint Poll RegisterContainerInstance RunTask StartTelemetrySession StopTask SubmitAttachmentStateChanges SubmitContainerStateChange SubmitTaskStateChange TagResource UpdateContainerInstancesState UpdateService",
  events: "DescribeRule PutRule PutTargets",
  iam: "PassRole",
  kms: "CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyWithoutPlaintext ListGrants ReEncryptFrom ReEncryptTo RevokeGrant",
  logs: "CreateLogDelivery CreateLogStream DeleteLogDelivery DescribeLogGroups DescribeLogStreams DescribeResourcePolicies GetLogDelivery ListLogDeliveries PutLogEvents PutResourcePolicy UpdateLogDelivery",
  rds: "DescribeDBInstances StartDBInstance StopDBInstance",
  "rds-db": "connect",
  s3: "AbortMultipartUpload GetBucketAcl GetBucketLocation GetObject GetObjectVersion ListBucket ListBucketVersions ListMultipartUploadParts PutObject RestoreObject",
  secretsmanager: "DescribeSecret GetSecretValue",
  sns: "Publish",
  sqs: "SendMessage",
  ssmmessages: "CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel",
  states: "DescribeExecution StartExecution",
  sts: "AssumeRole AssumeRoleWithWebIdentity",
  xray: "GetSamplingRules GetSamplingTargets PutTelemetryRecords PutTraceSegments",
};

/** True when the action, or at least one that its wildcard covers, is one that AWS has. */
export function isKnownAction(action: string): boolean {
  const [service = "", name = ""] = action.split(":");
  const known = ACTIONS[service]?.split(" ") ?? [];
  return name.endsWith("*") ? known.some((one) => one.startsWith(name.slice(0, -1))) : known.includes(name);
}
