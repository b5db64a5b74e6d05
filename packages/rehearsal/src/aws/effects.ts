import { T } from "@toolkit/offline/aws-types";
import { isRecord, type Value, shown } from "../protocol/values";
import type { Account, Resource } from "./account";
import { list, vpcOf } from "./look";
import { removeParts } from "./parts";

type Effect = (account: Account, resource: Resource) => void;

/** What AWS makes beside the resource that was asked for. */
const onCreation: Readonly<Record<string, Effect>> = {
  // CloudFront makes the group with the first VPC origin, and nothing in the program owns it: Amazon CloudFront developer
  // guide, Restrict access with VPC origins,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
  [T.vpcOrigin]: (account, origin) => {
    const endpoint = origin.inputs.vpcOriginEndpointConfig;
    const balancer = account.where(T.loadBalancer, "arn", isRecord(endpoint) ? endpoint.arn : undefined)[0];
    const vpc = vpcOf(account, balancer);
    if (vpc === undefined) return;
    account.leave({
      kind: "securityGroup",
      type: T.securityGroup,
      id: `sg-cloudfront-${vpc}`,
      name: "CloudFront-VPCOrigins-Service-SG",
      because: "made by CloudFront for its VPC origins; it outlives the last of them",
      inside: vpc,
    });
  },
  // RDS makes the log groups of its exports when nobody has: Amazon RDS user guide, Publishing MySQL logs to Amazon
  // CloudWatch Logs, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQLDB.PublishtoCloudWatchLogs.html
  [T.databaseInstance]: (account, { inputs }) => {
    for (const log of list(inputs.enabledCloudwatchLogsExports)) {
      const name = `/aws/rds/instance/${shown(inputs.identifier)}/${shown(log)}`;
      if (account.where(T.logGroup, "name", name).length > 0) continue;
      account.leave({
        kind: "logGroup",
        type: T.logGroup,
        id: name,
        name,
        because: "made by RDS, kept for ever",
      });
    }
  },
};

/** What AWS keeps, or takes along, when a resource is deleted. */
const onDeletion: Readonly<Record<string, Effect>> = {
  [T.key]: (account, { type, id, inputs }) => {
    const days = Number(inputs.deletionWindowInDays ?? 30);
    account.leave({ kind: "pendingDeletion", type, id, because: `pending deletion for ${days} days` });
  },
  [T.secret]: (account, { type, id, inputs }) => {
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
  [T.databaseInstance]: (account, { type, inputs }) => {
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
  [T.taskDefinition]: (account, { type, id, inputs, outputs }) => {
    const because = inputs.skipDestroy === true ? "revision kept active (skipDestroy)" : "revision deregistered";
    account.leave({ kind: "taskDefinitionRevision", type, id: shown(outputs.arn), name: id, because });
  },
  [T.repository]: (account, { outputs }) => {
    for (const image of imagesIn(account, outputs.repositoryUrl)) account.remove(image);
  },
};

export function afterCreation(account: Account, resource: Resource): void {
  onCreation[resource.type]?.(account, resource);
}

export function afterDeletion(account: Account, resource: Resource): void {
  removeParts(account, resource);
  onDeletion[resource.type]?.(account, resource);
}

/** The images that were pushed to a repository. */
export function imagesIn(account: Account, repositoryUrl: Value | undefined): Resource[] {
  return account.all(T.image).filter(({ outputs }) => shown(outputs.ref).startsWith(`${shown(repositoryUrl)}:`));
}
