import { isRecord, type Value, shown } from "../protocol/values";
import type { Account, Resource } from "./account";
import { list, vpcOf } from "./look";

type Effect = (account: Account, resource: Resource) => void;

/** What AWS makes beside the resource that was asked for. */
const onCreation: Readonly<Record<string, Effect>> = {
  // CloudFront makes the group with the first VPC origin, and nothing in the program owns it: Amazon CloudFront developer
  // guide, Restrict access with VPC origins,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
  "aws:cloudfront/vpcOrigin:VpcOrigin": (account, origin) => {
    const endpoint = origin.inputs.vpcOriginEndpointConfig;
    const balancer = account.where(
      "aws:lb/loadBalancer:LoadBalancer",
      "arn",
      isRecord(endpoint) ? endpoint.arn : undefined,
    )[0];
    const vpc = vpcOf(account, balancer);
    if (vpc === undefined) return;
    account.leave({
      kind: "securityGroup",
      type: "aws:ec2/securityGroup:SecurityGroup",
      id: `sg-cloudfront-${vpc}`,
      name: "CloudFront-VPCOrigins-Service-SG",
      because: "made by CloudFront for its VPC origins; it outlives the last of them",
      inside: vpc,
    });
  },
  // RDS makes the log groups of its exports when nobody has: Amazon RDS user guide, Publishing MySQL logs to Amazon
  // CloudWatch Logs, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQLDB.PublishtoCloudWatchLogs.html
  "aws:rds/instance:Instance": (account, { inputs }) => {
    for (const log of list(inputs.enabledCloudwatchLogsExports)) {
      const name = `/aws/rds/instance/${shown(inputs.identifier)}/${shown(log)}`;
      if (account.where("aws:cloudwatch/logGroup:LogGroup", "name", name).length > 0) continue;
      account.leave({
        kind: "logGroup",
        type: "aws:cloudwatch/logGroup:LogGroup",
        id: name,
        name,
        because: "made by RDS, kept for ever",
      });
    }
  },
};

/** What AWS keeps, or takes along, when a resource is deleted. */
const onDeletion: Readonly<Record<string, Effect>> = {
  "aws:kms/key:Key": (account, { type, id, inputs }) => {
    const days = Number(inputs.deletionWindowInDays ?? 30);
    account.leave({ kind: "pendingDeletion", type, id, because: `pending deletion for ${days} days` });
  },
  "aws:secretsmanager/secret:Secret": (account, { type, id, inputs }) => {
    const days = Number(inputs.recoveryWindowInDays ?? 30);
    if (days === 0) return;
    account.leave({
      kind: "pendingDeletion",
      type,
      id,
      name: shown(inputs.name),
      because: `recoverable for ${days} days`,
    });
  },
  "aws:rds/instance:Instance": (account, { type, inputs }) => {
    if (inputs.skipFinalSnapshot === true || typeof inputs.finalSnapshotIdentifier !== "string") return;
    const id = inputs.finalSnapshotIdentifier;
    account.leave({
      kind: "snapshot",
      type,
      id,
      name: id,
      because: "the final snapshot; kept until somebody deletes it",
    });
  },
  "aws:ecs/taskDefinition:TaskDefinition": (account, { type, id, inputs, outputs }) => {
    const because = inputs.skipDestroy === true ? "revision kept active (skipDestroy)" : "revision deregistered";
    account.leave({ kind: "taskDefinitionRevision", type, id: shown(outputs.arn), name: id, because });
  },
  "aws:s3/bucket:Bucket": (account, bucket) => {
    for (const object of account.where("aws:s3/bucketObjectv2:BucketObjectv2", "bucket", bucket.id))
      account.remove(object);
  },
  "aws:ecr/repository:Repository": (account, { outputs }) => {
    for (const image of imagesIn(account, outputs.repositoryUrl)) account.remove(image);
  },
};

export function afterCreation(account: Account, resource: Resource): void {
  onCreation[resource.type]?.(account, resource);
}

export function afterDeletion(account: Account, resource: Resource): void {
  onDeletion[resource.type]?.(account, resource);
}

/** The images that were pushed to a repository. */
export function imagesIn(account: Account, repositoryUrl: Value | undefined): Resource[] {
  return account
    .all("docker-build:index:Image")
    .filter(({ outputs }) => shown(outputs.ref).startsWith(`${shown(repositoryUrl)}:`));
}
