import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../components/account";
import { Cluster, Registry } from "../components/compute";
import { type BackupBucket, DATABASE_PORT } from "../components/data";
import { Egress, Network } from "../components/network";
import { type LogArchive } from "../components/operations";
import { type GroupName, Security, trafficRules } from "../components/security";
import { createTopics, type Topics } from "./alerts";
import { createArchive } from "./audit";
import { createBackupBucket } from "./backup";
import { type StackConfig } from "./config";
import { ec2Architectures, ec2Instances } from "./ec2";
import { createKeys, type Keys } from "./keys";
import { type Ports } from "./ports";
import { type Zone } from "./zones";

/** Who deploys what, and where: the same for every part of the stack. */
export interface StackContext {
  readonly config: StackConfig;
  readonly account: AccountContext;
  readonly provider: aws.Provider;
  /** Options of every component: the one provider. */
  readonly opts: pulumi.ComponentResourceOptions;
  readonly ports: Ports;
}

/** What services and database stand on. */
export interface Foundation extends StackContext {
  readonly keys: Keys;
  readonly topics: Topics;
  /** Bucket of access logs; absent where they are off. */
  readonly archive?: LogArchive;
  /** Bucket of database dumps. */
  readonly dumps: BackupBucket;
  readonly network: Network;
  readonly security: Security;
  readonly egress: Egress;
  readonly registry: Registry;
  readonly cluster: Cluster;
  /** Private subnets of the zones that run tasks. */
  readonly workloadSubnetIds: readonly pulumi.Output<string>[];
  /** Id of a security group. */
  readonly group: (name: GroupName) => pulumi.Output<string>;
}

/** CloudFront's addresses; the list weighs 55 of the 60 rules that a group may hold. */
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/** Network, security groups, way out, repositories and cluster. */
export function createFoundation(context: StackContext, zones: readonly Zone[]): Foundation {
  const { config, account, opts } = context;
  const { prefix } = config;
  const keys = createKeys(context);
  const topics = createTopics(context, keys);
  const archive = createArchive(context);
  const dumps = createBackupBucket(context, keys, archive);
  const logsKey = keys.logs === undefined ? {} : { logsKeyArn: keys.logs };

  const network = new Network(
    "network",
    { prefix, account, zones, ...config.network, logRetentionDays: config.logs.retentionDays, ...logsKey },
    opts,
  );
  const security = new Security(
    "security",
    {
      prefix,
      vpcId: network.vpcId,
      edges: trafficEdges(context),
      privateCidrs: network.privateCidrs,
      s3PrefixListId: network.s3PrefixListId,
      cloudFrontPrefixListId: aws.ec2.getManagedPrefixListOutput(
        { name: CLOUDFRONT_PREFIX_LIST },
        { provider: context.provider },
      ).id,
    },
    opts,
  );
  const group = (name: GroupName) => security.groupId(name);
  const egress = new Egress(
    "egress",
    {
      ...egressSettings(context),
      s3BucketArns: [dumps.bucketArn, ...ownBucketArns(context)],
      network,
      alarmTopicArn: topics.regional,
      ...egressGroups(context, group),
    },
    opts,
  );
  const registry = new Registry(
    "registry",
    {
      prefix,
      repositories: ["backend", "frontend", "backup"],
      keepImages: config.registry.keepImages,
      forceDelete: config.profile === "dev",
      ...(keys.data === undefined ? {} : { keyArn: keys.data }),
    },
    opts,
  );
  const workloadSubnetIds = config.network.workloadAzs.flatMap((key) => network.subnets[key]?.privateId ?? []);
  const cluster = new Cluster(
    "cluster",
    {
      prefix,
      account,
      containerInsights: config.alerts.containerInsights,
      ec2: ec2Instances({ config, group, topics, subnetIds: workloadSubnetIds }),
      ...(config.access.exec
        ? {
            exec: {
              logRetentionDays: config.logs.retentionDays,
              ...(keys.logs === undefined ? {} : { keyArn: keys.logs }),
            },
          }
        : {}),
    },
    opts,
  );
  return {
    ...context,
    keys,
    topics,
    ...(archive === undefined ? {} : { archive }),
    dumps,
    network,
    security,
    egress,
    registry,
    cluster,
    workloadSubnetIds,
    group,
  };
}

/** What may flow in this stack; the security diagram and the reachability tests read the same table. */
export function trafficEdges({ config, ports }: Pick<StackContext, "config" | "ports">) {
  return trafficRules({
    frontend: config.frontend,
    nat: config.network.nat,
    endpoints: config.network.endpoints,
    backendPublic: config.backend.public,
    dump: true,
    ec2Capacity: ec2Architectures(config).length > 0,
    ports: {
      publicAlb: ports.publicAlb.port,
      internalAlb: ports.internalAlb.port,
      frontend: config.ssr.port,
      backend: config.backend.port,
      database: DATABASE_PORT,
    },
  });
}

const ownBucketArns = ({ config, account }: StackContext): string[] =>
  config.network.s3Buckets.map((bucket) => `arn:${account.partition}:s3:::${bucket}`);

function egressSettings({ config, account }: StackContext) {
  const { nat, natAz, azs, workloadAzs, endpoints } = config.network;
  return {
    prefix: config.prefix,
    account,
    nat,
    natAz: natAz ?? workloadAzs[0] ?? azs[0] ?? "a",
    workloadAzKeys: workloadAzs,
    endpoints,
    exec: config.access.exec,
  };
}

function egressGroups({ config }: StackContext, group: Foundation["group"]) {
  return {
    ...(config.network.endpoints.length > 0 ? { endpointSecurityGroupId: group("endpoints") } : {}),
    ...(config.network.nat === "instance" ? { natSecurityGroupId: group("natInstance") } : {}),
  };
}
