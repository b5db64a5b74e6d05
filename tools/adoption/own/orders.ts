import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What somebody might add who knows DynamoDB: a table that asks for nothing but a name and its keys. */
export class Orders extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("shop:orders:Orders", name, {}, opts);
    new aws.dynamodb.Table(
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: "customer",
        rangeKey: "placedAt",
        attributes: [
          { name: "customer", type: "S" },
          { name: "placedAt", type: "S" },
        ],
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: true,
      },
      { parent: this },
    );
  }
}
