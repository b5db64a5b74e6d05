import { type GroupName } from "../components/security";
import { createTopics } from "./alerts";
import { createArchive } from "./audit";
import { createBackupBucket } from "./backup-bucket";
import { createBuckets } from "./buckets";
import { createCluster, createRegistry } from "./cluster";
import { type Foundation, type StackContext } from "./context";
import { createKeys } from "./keys";
import { createQueues } from "./queues";
import { createEgress, createNetwork, createSecurity } from "./network";

/** Keys, topics, log archive, dumps, network, security groups, way out, repositories and cluster. */
export function createFoundation(context: StackContext): Foundation {
  const { config } = context;
  const keys = createKeys(context);
  const logs = { retentionDays: config.logs.retentionDays, keyArn: keys.logs };
  const topics = createTopics(context, keys);
  const archive = createArchive(context);
  const dumps = createBackupBucket(context, keys, archive);
  const buckets = createBuckets(context, keys, archive);
  const queues = createQueues(context, keys);
  const network = createNetwork(context, logs);
  const security = createSecurity(context, network);
  const egress = createEgress(context, { buckets, dumps, network, security, topics });
  const registry = createRegistry(context, keys);
  const workloadSubnetIds = config.network.workloadAzs.flatMap((key) => network.subnets[key]?.privateId ?? []);
  const group = (name: GroupName) => security.groupId(name);
  const cluster = createCluster(context, { group, logs, topics, workloadSubnetIds });
  return {
    ...context,
    keys,
    logs,
    topics,
    archive,
    dumps,
    buckets,
    queues,
    network,
    security,
    egress,
    registry,
    cluster,
    workloadSubnetIds,
    group,
  };
}
