import { T } from "../aws-types";
import type { GraphResource } from "../graph";

/** What goes for good with a resource that is deleted, also to make room for another. */
type Words = (resource: GraphResource) => string | undefined;

const isOn = (value: unknown): boolean => value === true || value === "true";

const rows: Words = ({ name, inputs }) =>
  isOn(inputs.skipFinalSnapshot) ? `all rows of ${name}` : `all rows of ${name}, but for its final snapshot`;

const objects: Words = ({ name, inputs }) =>
  isOn(inputs.forceDestroy) ? `all objects of ${name}` : `all objects of ${name}; AWS refuses while there are any`;

const all =
  (what: string): Words =>
  ({ name }) =>
    `all ${what} of ${name}`;

const LOST: Readonly<Record<string, Words>> = {
  [T.databaseInstance]: rows,
  [T.databaseCluster]: rows,
  "aws:docdb/cluster:Cluster": rows,
  "aws:neptune/cluster:Cluster": rows,
  "aws:redshift/cluster:Cluster": rows,
  "aws:dynamodb/table:Table": all("items"),
  "aws:cognito/userPool:UserPool": all("users"),
  "aws:efs/fileSystem:FileSystem": all("files"),
  "aws:ebs/volume:Volume": all("data"),
  "aws:elasticache/replicationGroup:ReplicationGroup": all("entries"),
  "aws:elasticache/cluster:Cluster": all("entries"),
  "aws:kinesis/stream:Stream": all("records"),
  "aws:msk/cluster:Cluster": all("records"),
  "aws:opensearch/domain:Domain": all("documents"),
  [T.bucket]: objects,
  [T.backupVault]: all("recovery points"),
  [T.key]: ({ name }) => `everything that ${name} encrypts, once its waiting time is over`,
  [T.logGroup]: all("log lines"),
  [T.queue]: all("messages"),
  [T.repository]: all("images"),
  [T.secret]: ({ name }) => `the value of ${name}, once its waiting time is over`,
};

/** What others know a resource by, and must learn anew. */
const ADDRESSES: Readonly<Record<string, string>> = {
  [T.databaseInstance]: "new address",
  [T.distribution]: "new address; about 5 min until every edge has it",
  [T.elasticIp]: "new address",
  [T.loadBalancer]: "new address",
  [T.zone]: "new name servers",
  "aws:apigateway/restApi:RestApi": "new address",
  "aws:apigatewayv2/api:Api": "new address",
  "aws:lambda/functionUrl:FunctionUrl": "new address",
  "aws:eks/cluster:Cluster": "new address, and everything inside the cluster",
};

/** Minutes without service while AWS makes the new one after it deleted the old one. */
const DOWNTIME_MINUTES: Readonly<Record<string, number>> = {
  [T.databaseInstance]: 10,
  [T.distribution]: 5,
  [T.loadBalancer]: 3,
  [T.natGateway]: 2,
  [T.service]: 5,
};

/**
 * Inputs of a database that AWS changes in place by starting it anew: Amazon RDS user guide, Settings for DB instances,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html
 */
const RESTARTING = ["engineVersion", "instanceClass", "parameterGroupName"];

export interface Fate {
  readonly operation: "replace" | "delete" | "update";
  /** Inputs that change. */
  readonly inputs: readonly string[];
  /** Deleted before its replacement is made. */
  readonly isDeletedFirst: boolean;
}

/** What a change destroys or interrupts, a phrase each. */
export function lossesOf(resource: GraphResource, { operation, inputs, isDeletedFirst }: Fate): string[] {
  const { type, retainOnDelete } = resource;
  if (operation === "update") {
    const restarts = type === T.databaseInstance && inputs.some((input) => RESTARTING.includes(input));
    const minutes = isOn(resource.inputs.multiAz) ? 1 : 5;
    return restarts ? [`downtime about ${minutes} min`] : [];
  }
  const lost = retainOnDelete ? undefined : LOST[type]?.(resource);
  const address = operation === "replace" ? ADDRESSES[type] : undefined;
  const minutes = operation === "replace" && isDeletedFirst ? DOWNTIME_MINUTES[type] : undefined;
  return [
    ...(resource.protect && !retainOnDelete ? ["Pulumi refuses it: the resource is protected"] : []),
    ...(lost === undefined ? [] : [lost]),
    ...(address === undefined ? [] : [address]),
    ...(minutes === undefined ? [] : [`downtime about ${minutes} min`]),
  ];
}
