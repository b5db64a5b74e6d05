import { T } from "@toolkit/offline/aws-types";
import type { Account, Resource } from "./account";
import { records } from "./look";

/** What is a setting of another resource: it ends with it, and nobody has to delete it. */
interface Parts {
  readonly of: string;
  /** Types of the parts, by the input that names the whole: its id, its ARN or its name. */
  readonly types: Readonly<Record<string, string>>;
}

// Only what AWS takes along by itself: what it makes the deletion wait for is a rule that refuses (rules/deletion.ts).
const PARTS: readonly Parts[] = [
  // Amazon VPC user guide, Change a subnet route table ("you can't delete a route table if it has any associations"):
  // routes are part of it, https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html
  { of: T.routeTable, types: { [T.route]: "routeTableId" } },
  { of: T.subnet, types: { [T.routeTableAssociation]: "subnetId" } },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html: the policy is an attribute.
  { of: T.endpoint, types: { [T.endpointPolicy]: "vpcEndpointId" } },
  // https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
  { of: T.securityGroup, types: { [T.ingressRule]: "securityGroupId", [T.egressRule]: "securityGroupId" } },
  // "Deleting a load balancer also deletes its listeners", and a listener has its rules and certificates:
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html
  { of: T.loadBalancer, types: { [T.listener]: "loadBalancerArn", [T.webAclAssociation]: "resourceArn" } },
  { of: T.listener, types: { [T.listenerRule]: "listenerArn", [T.listenerCertificate]: "listenerArn" } },
  // Everything that is configured at a bucket is a subresource of it:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-config-options-intro.html
  {
    of: T.bucket,
    types: {
      [T.bucketEncryption]: "bucket",
      [T.bucketLifecycle]: "bucket",
      [T.bucketLogging]: "bucket",
      [T.bucketNotification]: "bucket",
      [T.bucketObject]: "bucket",
      [T.bucketObjectLock]: "bucket",
      [T.bucketOwnership]: "bucket",
      [T.bucketPolicy]: "bucket",
      [T.bucketPublicAccess]: "bucket",
      [T.bucketReplication]: "bucket",
      [T.bucketVersioning]: "bucket",
    },
  },
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html: "and all of its versions".
  {
    of: T.secret,
    types: { [T.secretPolicy]: "secretArn", [T.secretRotation]: "secretId", [T.secretVersion]: "secretId" },
  },
  // RDS deletes the secret that it made for a master user, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
  { of: T.databaseInstance, types: { [T.secretRotation]: "secretId" } },
  // "Deletes a topic and all its subscriptions": https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html
  { of: T.topic, types: { [T.topicPolicy]: "arn", [T.topicSubscription]: "topic" } },
  { of: T.queue, types: { [T.queuePolicy]: "queueUrl" } },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html
  { of: T.logGroup, types: { [T.logMetricFilter]: "logGroupName" } },
  // "Deregistering a scalable target deletes the scaling policies and scheduled actions associated with it":
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
  { of: T.scalingTarget, types: { [T.scalingPolicy]: "resourceId", [T.scalingSchedule]: "resourceId" } },
  { of: T.cluster, types: { [T.clusterCapacityProviders]: "clusterName" } },
  { of: T.repository, types: { [T.repositoryLifecycle]: "repository", [T.repositoryPolicy]: "repository" } },
  { of: T.backupVault, types: { [T.vaultPolicy]: "backupVaultName" } },
  { of: T.webAcl, types: { [T.webAclLogging]: "resourceArn" } },
  { of: T.key, types: { [T.keyPolicy]: "keyId" } },
  // "EventBridge Scheduler deletes all schedules associated with the group":
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html
  { of: T.scheduleGroup, types: { [T.schedule]: "groupName" } },
];

/** Takes the parts of a resource that is gone out of the account, and the parts of those. */
export function removeParts(account: Account, { type, id, inputs, outputs }: Resource): void {
  const masterSecrets = records(outputs.masterUserSecrets).map(({ secretArn }) => secretArn);
  const names = [id, outputs.arn, outputs.name, outputs.resourceId ?? inputs.resourceId, ...masterSecrets];
  for (const parts of PARTS.filter(({ of }) => of === type)) {
    for (const [partType, property] of Object.entries(parts.types)) {
      for (const part of account.all(partType).filter((one) => names.includes(one.inputs[property]))) {
        account.remove(part);
        removeParts(account, part);
      }
    }
  }
}
