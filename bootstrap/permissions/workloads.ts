import { type Actions, words } from "./actions";

/**
 * What the roles of the application itself use: tasks, schedules, state machines, instances, experiments, log delivery,
 * and the policies that AWS maintains for RDS monitoring and AWS Backup, without what shares snapshots with other accounts.
 * A pattern stands for AWS's actions of exactly that use: five on log deliveries, four on channels, three of an ECS agent,
 * eight of rules and their targets, two on targets of load balancers, and what an experiment changes of network ACLs. What
 * is looked at has no resources that IAM knows.
 */
export const workloads: Actions = {
  "application-autoscaling": words(`RegisterScalableTarget`),
  backup: words(`CopyIntoBackupVault DescribeBackupVault`),
  cloudwatch: words(`*ableAlarmActions GetMetricData PutMetricData`),
  ecr: words(`BatchCheckLayerAvailability BatchGetImage GetAuthorizationToken GetDownloadUrlForLayer`),
  ec2: words(`*NetworkAcl* CreateTags Describe* SendSpotInstanceInterruptions`),
  ecs: words(`DeregisterContainerInstance DescribeServices DescribeTasks DiscoverPollEndpoint ListTasks Poll
    RegisterContainerInstance RunTask StartTelemetrySession StopTask Submit* TagResource UpdateContainerInstancesState
    UpdateService UpdateTaskProtection`),
  elasticache: words(`Connect`),
  elasticloadbalancing: words(`*egisterTargets Describe* ModifyRule`),
  events: words(`*Rule *Targets`),
  kms: words(`CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey`),
  logs: words(`*LogDeliver* CreateLogGroup CreateLogStream DescribeLog*
    DescribeResourcePolicies PutLogEvents PutResourcePolicy PutRetentionPolicy`),
  rds: words(`AddTagsToResource CopyDBSnapshot CreateDBSnapshot DeleteDBSnapshot DescribeDBInstances
    ListTagsForResource RebootDBInstance RestoreDBInstanceFromDBSnapshot St*DBInstance`),
  "rds-db": words(`connect`),
  s3: words(`*MultipartUpload* DeleteObject GetObject* GetReplicationConfiguration ListBucket PutObject Replicate*
    RestoreObject`),
  secretsmanager: words(`GetSecretValue`),
  sqs: words(`ChangeMessageVisibility DeleteMessage ReceiveMessage SendMessage`),
  ssmmessages: words(`*Channel`),
  states: words(`ListExecutions StartExecution`),
  tag: words(`GetResources`),
  xray: words(`GetSamplingRules GetSamplingTargets PutTelemetryRecords PutTraceSegments`),
};
