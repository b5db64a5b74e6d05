import { T } from "../aws-types";
import { endedBy } from "./ended";
import { final, type Holder, isOn, type Loss, passing } from "./loss";
import { weakenedBy } from "./weakened";

/** What goes for good with a resource that is deleted, also to make room for another. */
type Words = (resource: Holder) => string | undefined;

const rows: Words = ({ name, inputs }) =>
  isOn(inputs.skipFinalSnapshot) ? `all rows of ${name}` : `all rows of ${name}, but for its final snapshot`;

const objects: Words = ({ name, inputs }) =>
  isOn(inputs.forceDestroy) ? `all objects of ${name}` : `all objects of ${name}; AWS refuses while there are any`;

const all =
  (what: string): Words =>
  ({ name }) =>
    `all ${what} of ${name}`;

const key: Words = ({ name }) => `everything that ${name} encrypts, once its waiting time is over`;

/** Resources that hold what no deployment can make again, or that all others hang on. */
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
  [T.cacheGroup]: all("entries"),
  "aws:elasticache/cluster:Cluster": all("entries"),
  "aws:kinesis/stream:Stream": all("records"),
  "aws:msk/cluster:Cluster": all("records"),
  "aws:opensearch/domain:Domain": all("documents"),
  [T.bucket]: objects,
  [T.bucketV2]: objects,
  [T.backupVault]: all("recovery points"),
  [T.key]: key,
  [T.replicaKey]: key,
  [T.logGroup]: all("log lines"),
  [T.queue]: all("messages"),
  [T.repository]: ({ name }) => `all images of ${name}, which running services pull`,
  [T.secret]: ({ name }) => `the value of ${name}, once its waiting time is over`,
  [T.vpc]: ({ name }) => `the network ${name}, with everything inside`,
  [T.subnet]: ({ name }) => `the subnet ${name}, with the database, tasks and load balancers inside`,
  [T.distribution]: ({ name }) => `the address of ${name}, which users reach`,
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
  /** Inputs that come after; empty for a deletion. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** Types whose deletion or replacement loses what no deployment can make again. */
export const HOLDING: readonly string[] = Object.keys(LOST);

/**
 * What a change destroys, leaves unprotected or interrupts.
 *
 * @param gone URNs of what the same deployment deletes or replaces: what only guards one of them is not told beside it.
 */
export function lossesOf(resource: Holder, fate: Fate, gone: ReadonlySet<string>): Loss[] {
  const { type, retainOnDelete } = resource;
  const { operation, inputs, isDeletedFirst, after } = fate;
  const restarts = type === T.databaseInstance && inputs.some((input) => RESTARTING.includes(input));
  if (operation === "update") {
    const minutes = isOn(resource.inputs.multiAz) ? 1 : 5;
    return [
      ...weakenedBy(resource, after, inputs).map(final),
      ...(restarts ? [passing(`downtime about ${minutes} min`)] : []),
    ];
  }
  const isReplaced = operation === "replace";
  const lost = retainOnDelete ? undefined : LOST[type]?.(resource);
  const address = isReplaced ? ADDRESSES[type] : undefined;
  const minutes = isReplaced && isDeletedFirst ? DOWNTIME_MINUTES[type] : undefined;
  return [
    ...(resource.protect && !retainOnDelete ? [passing("Pulumi refuses it: the resource is protected")] : []),
    ...(lost === undefined ? [] : [final(lost)]),
    // What guards data is made anew as it was, or weaker; what holds data is lost whatever comes after it.
    ...(isReplaced && LOST[type] === undefined && !dependsOn(resource, gone)
      ? weakenedBy(resource, after, inputs).map(final)
      : []),
    ...(isReplaced && weighedElsewhere(resource) ? [final(staleWeights(resource))] : []),
    ...(isReplaced ? [] : endedBy(resource, gone).map(final)),
    ...(address === undefined ? [] : [passing(address)]),
    ...(minutes === undefined ? [] : [passing(`downtime about ${minutes} min`)]),
  ];
}

/**
 * Whether others than Pulumi set where a rule leads. A new rule then begins with the state's actions, as old as the last
 * refresh: https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
 */
const weighedElsewhere = ({ type, ignoreChanges = [] }: Holder): boolean =>
  type === T.listenerRule && ignoreChanges.includes("actions");

const staleWeights = ({ name }: Holder): string =>
  `answers of ${name} until the next shift, unless a refresh has put its weights into the state`;

const dependsOn = ({ propertyDependencies }: Holder, gone: ReadonlySet<string>): boolean =>
  Object.values(propertyDependencies).some((urns) => urns.some((urn) => gone.has(urn)));
