import { type Actions, words } from "./actions";

/**
 * What the roles of the application itself use: tasks, schedules, state machines, instances, experiments, log delivery,
 * and the policies that AWS maintains for RDS monitoring and AWS Backup, without what shares snapshots with other accounts.
 * Patterns keep the boundary short. They stand for AWS's actions of that use, and cover a few beside it: what only looks,
 * and `CreateLogAnomalyDetector`, `GenerateDataKeyPair…`, `PutObjectLegalHold`, `PutObjectRetention`,
 * `RestoreDBInstanceFromS3` and `UpdateContainerAgent`. What is looked at has no resources that IAM knows.
 */
export const workloads: Actions = {
  "application-autoscaling": words(`RegisterScalable*`),
  backup: words(`Copy*BackupVault DescribeBackupVault TagResource`),
  cloudwatch: words(`*ableAlarmActions GetMetricData PutMetricData`),
  ecr: words(`BatchGetImage BatchCheck* GetAuth* GetDownload*`),
  ec2: words(`*NetworkAcl* CreateTags Describe* SendSpot*`),
  ecs: words(`*egisterContainerInstance Describe* Discover* ListTasks Poll RunTask StartTele*
    StopTask Submit* TagResource UpdateContainer* UpdateService UpdateTaskProtection`),
  elasticache: words(`Connect`),
  elasticloadbalancing: words(`*egisterTargets Describe* ModifyRule`),
  events: words(`*Rule* *Targets`),
  kms: words(`CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey* ReEncrypt*`),
  logs: words(`*LogDeliver* CreateLog* Describe* PutLogEvents PutResourcePolicy PutRetentionPolicy`),
  rds: words(`AddTagsToResource CopyDBSnapshot CreateDBSnapshot DeleteDBSnapshot DescribeDB*
    ListTagsForResource RebootDBInstance RestoreDBInstance* St*DBInstance`),
  "rds-db": words(`connect`),
  s3: words(`*InventoryConfiguration *MultipartUpload* DeleteObject GetBucket* GetObject* GetReplicationConfiguration
    ListBucket* PutBucketNotification PutObject* Replicate* RestoreObject`),
  secretsmanager: words(`GetSecretValue`),
  sqs: words(`*Message ChangeMessageVisibility`),
  ssmmessages: words(`*Channel`),
  states: words(`ListExecutions StartExecution`),
  tag: words(`GetResources`),
  xray: words(`GetSampling* PutT*`),
};
