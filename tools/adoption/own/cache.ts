import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CacheArgs {
  /** Two zones at least. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
}

/** What somebody might add who reads what the policies say: two kinds of cache that the stack could have made itself. */
export class Cache extends pulumi.ComponentResource {
  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shop:data:Cache", name, {}, opts);
    const user = new aws.elasticache.User(
      name,
      {
        userId: `${name}-app`,
        userName: `${name}-app`,
        engine: "valkey",
        accessString: "on ~* +@all",
        authenticationMode: { type: "iam" },
      },
      { parent: this },
    );
    const users = new aws.elasticache.UserGroup(
      name,
      { userGroupId: name, engine: "valkey", userIds: [user.userId] },
      { parent: this },
    );
    const subnets = new aws.elasticache.SubnetGroup(name, { subnetIds: [...args.subnetIds] }, { parent: this });
    new aws.elasticache.ReplicationGroup(
      name,
      {
        description: "Sessions",
        engine: "valkey",
        nodeType: "cache.t4g.micro",
        numCacheClusters: 2,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        snapshotRetentionLimit: 7,
        subnetGroupName: subnets.name,
        securityGroupIds: [args.securityGroupId],
        userGroupIds: [users.userGroupId],
      },
      { parent: this },
    );
    new aws.elasticache.ServerlessCache(
      `${name}-carts`,
      {
        name: `${name}-carts`,
        engine: "valkey",
        dailySnapshotTime: "03:00",
        snapshotRetentionLimit: 7,
        subnetIds: [...args.subnetIds],
        securityGroupIds: [args.securityGroupId],
        userGroupId: users.userGroupId,
      },
      { parent: this },
    );
  }
}
