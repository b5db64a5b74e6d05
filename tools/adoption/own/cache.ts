import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CacheArgs {
  /** Two zones at least. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
}

/** What somebody might add: resources that the stack could have made itself, with less said of them. */
export class Cache extends pulumi.ComponentResource {
  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shop:data:Cache", name, {}, opts);
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
      },
      { parent: this },
    );
  }
}
