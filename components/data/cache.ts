import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { refuse } from "../errors";
import { logGroupArgs } from "../log-settings";
import { type CacheArgs } from "./cache-args";
import { CACHE_ACCESS, CACHE_PARAMETERS, VALKEY_VERSIONS } from "./cache-parameters";
import { createCachePassword } from "./cache-password";
import { CACHE_PORT } from "./cache-port";
import { cacheNameProblems, cacheProblems } from "./cache-problems";

const SUBNET_GROUP_DESCRIPTION = "Isolated subnets without a route to the internet";
const PARAMETER_GROUP_DESCRIPTION = "Forgets the least used keys when it is full";

/**
 * A private Valkey cache in isolated subnets, encrypted in transit and at rest: one primary, and replicas in other AZs of
 * which one takes over when it fails. One user, who signs in with IAM tokens or a password and cannot administer the
 * server. A full cache forgets the least used keys; slow commands go to CloudWatch.
 *
 * Each node is billed by the hour, a replica as much as the primary: a cache.t4g.micro about 9.30 USD a month in us-east-1.
 *
 * @example
 * ```ts
 * const cache = new Cache("cache", {
 *   account,
 *   subnetIds: network.isolatedSubnetIds,
 *   securityGroupIds: [security.groupId("cache")],
 *   nodeType: "cache.t4g.micro", engineVersion: "8.1", replicas: 0,
 *   authentication: { kind: "iam" },
 *   snapshotRetentionDays: 0, snapshotWindow: "05:30-06:30", maintenanceWindow: "sun:06:30-sun:07:30",
 *   logs: { retentionDays: 30 }, applyImmediately: true, protect: false,
 * });
 * ```
 */
export class Cache extends pulumi.ComponentResource {
  /** DNS name of the primary, without the port; it stays when another node takes over. */
  readonly host: pulumi.Output<string>;
  readonly port: number;
  /** Name of the replication group, for which IAM tokens are signed; those of its nodes are `<name>-001` and so on. */
  readonly cacheName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The one user: its name, which is its id too. */
  readonly userName: pulumi.Output<string>;
  readonly userArn: pulumi.Output<string>;
  /** Secret that holds the password and nothing else; absent where clients sign in with IAM tokens. */
  readonly passwordSecretArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:Cache", name, {}, opts);
    const { account, replicas } = args;
    refuse(name, [...cacheNameProblems(account.prefix, name), ...cacheProblems(args)]);

    // A replication group of another key is made beside the old one, so it needs another name.
    const incarnation = new random.RandomId(
      name,
      { byteLength: 2, keepers: { ownKey: String(args.keyArn !== undefined) } },
      { parent: this },
    );
    const subnetGroup = new aws.elasticache.SubnetGroup(
      name,
      { subnetIds: [...args.subnetIds], description: SUBNET_GROUP_DESCRIPTION },
      { parent: this },
    );
    const parameterGroup = new aws.elasticache.ParameterGroup(
      name,
      {
        family: VALKEY_VERSIONS[args.engineVersion].family,
        description: PARAMETER_GROUP_DESCRIPTION,
        parameters: [...CACHE_PARAMETERS],
      },
      { parent: this },
    );
    const slowLog = new aws.cloudwatch.LogGroup(
      `${name}-slow`,
      // Where AWS delivers logs itself, names that begin so need no statement each in the account's one policy for them.
      { name: `/aws/vendedlogs/${account.prefix}/${name}/slow`, ...logGroupArgs(args.logs) },
      { parent: this },
    );
    const { user, userGroup, password } = this.createUser(name, args);
    const group = new aws.elasticache.ReplicationGroup(
      name,
      {
        replicationGroupId: pulumi.interpolate`${account.prefix}-${name}-${incarnation.hex}`,
        description: `Cache of ${account.prefix}`,
        engine: "valkey",
        engineVersion: args.engineVersion,
        autoMinorVersionUpgrade: true,
        nodeType: args.nodeType,
        numCacheClusters: 1 + replicas,
        automaticFailoverEnabled: replicas > 0,
        multiAzEnabled: replicas > 0,
        applyImmediately: args.applyImmediately,

        port: CACHE_PORT,
        parameterGroupName: parameterGroup.name,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: args.securityGroupIds,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        atRestEncryptionEnabled: true,
        kmsKeyId: args.keyArn,
        userGroupIds: [userGroup.userGroupId],

        snapshotRetentionLimit: args.snapshotRetentionDays,
        snapshotWindow: args.snapshotRetentionDays > 0 ? args.snapshotWindow : undefined,
        maintenanceWindow: args.maintenanceWindow,
        logDeliveryConfigurations: [
          {
            logType: "slow-log",
            logFormat: "json",
            destinationType: "cloudwatch-logs",
            destination: slowLog.name,
          },
        ],
      },
      { parent: this, protect: args.protect },
    );

    this.host = group.primaryEndpointAddress;
    this.port = CACHE_PORT;
    this.cacheName = group.replicationGroupId;
    this.arn = group.arn;
    this.userName = user.userName;
    this.userArn = user.arn;
    this.passwordSecretArn = password?.secretArn;
    this.registerOutputs({ host: this.host, cacheName: this.cacheName });
  }

  /** A group of Valkey's engine admits nobody without a password or token, and needs no `default` user. */
  private createUser(name: string, args: CacheArgs) {
    const { account, authentication } = args;
    const userName = `${account.prefix}-${name}`;
    const password =
      authentication.kind === "password"
        ? createCachePassword(`${name}-password`, { account, ...authentication, keyArn: args.keyArn }, { parent: this })
        : undefined;
    const user = new aws.elasticache.User(
      name,
      {
        // With IAM tokens both must be the same.
        userId: userName,
        userName,
        engine: "valkey",
        accessString: CACHE_ACCESS,
        authenticationMode:
          password === undefined ? { type: "iam" } : { type: "password", passwords: [password.value] },
      },
      { parent: this },
    );
    const userGroup = new aws.elasticache.UserGroup(
      name,
      { userGroupId: userName, engine: "valkey", userIds: [user.userId] },
      { parent: this },
    );
    return { user, userGroup, password };
  }
}
