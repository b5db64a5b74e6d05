import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EDGE_REGION } from "../account";

export interface EdgeLogsArgs {
  readonly distributionArn: pulumi.Input<string>;
  /** Bucket that receives the logs, in any region. */
  readonly bucketArn: pulumi.Input<string>;
  /** Bucket policy that admits CloudFront's deliveries: they are created after it. */
  readonly ready: readonly pulumi.Resource[];
}

/**
 * Access logs of a distribution as JSON lines in S3, by distribution and hour.
 *
 * These are CloudFront's logs of version 2, which need no bucket ACLs. Delivery to S3 is free, storage is not.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - free
 * </cost>
 *
 * @example
 * ```ts
 * new EdgeLogs("edge-logs", {
 *   distributionArn: edge.distributionArn,
 *   bucketArn: archive.bucketArn,
 *   ready: archive.ready,
 * });
 * ```
 */
export class EdgeLogs extends pulumi.ComponentResource {
  constructor(name: string, args: EdgeLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:EdgeLogs", name, {}, opts);
    const source = new aws.cloudwatch.LogDeliverySource(
      name,
      { logType: "ACCESS_LOGS", resourceArn: args.distributionArn, region: EDGE_REGION },
      // A distribution can have only one delivery source for a type of logs, so the old one has to go first.
      { parent: this, deleteBeforeReplace: true },
    );
    const destination = new aws.cloudwatch.LogDeliveryDestination(
      name,
      {
        outputFormat: "json",
        deliveryDestinationConfiguration: { destinationResourceArn: args.bucketArn },
        region: EDGE_REGION,
      },
      { parent: this, dependsOn: [...args.ready] },
    );
    new aws.cloudwatch.LogDelivery(
      name,
      {
        deliverySourceName: source.name,
        deliveryDestinationArn: destination.arn,
        s3DeliveryConfigurations: [
          { suffixPath: "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}", enableHiveCompatiblePath: false },
        ],
        region: EDGE_REGION,
      },
      {
        parent: this,
        // AWS puts `AWSLogs/<account>/CloudFront/` before a path when a delivery is made and drops it when one is
        // changed; the bucket's policy admits the first only.
        replaceOnChanges: ["s3DeliveryConfigurations"],
        deleteBeforeReplace: true,
        dependsOn: [...args.ready],
      },
    );
    this.registerOutputs({});
  }
}
