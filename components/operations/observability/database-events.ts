import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface DatabaseEventsArgs {
  readonly instanceIdentifier: pulumi.Input<string>;
  readonly parameterGroupName: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
}

/**
 * RDS tells the topic about failures, failovers, maintenance and changes of this database (controls RDS.20 to RDS.22).
 * Free.
 *
 * Source: Amazon RDS user guide, "Amazon RDS event categories and event messages".
 */
export function createDatabaseEvents(args: DatabaseEventsArgs, opts: { parent: pulumi.Resource }): void {
  const subscriptions = {
    "database-instance": {
      sourceType: "db-instance",
      sourceIds: [args.instanceIdentifier],
      eventCategories: ["availability", "configuration change", "failover", "failure", "low storage", "maintenance"],
    },
    "database-parameters": {
      sourceType: "db-parameter-group",
      sourceIds: [args.parameterGroupName],
      eventCategories: ["configuration change"],
    },
    // DB security groups are from the time before VPCs: there is none, and a new one would be a surprise.
    "database-groups": {
      sourceType: "db-security-group",
      eventCategories: ["configuration change", "failure"],
    },
  };
  for (const [name, subscription] of Object.entries(subscriptions)) {
    new aws.rds.EventSubscription(name, { snsTopic: args.topicArn, ...subscription }, { parent: opts.parent });
  }
}
