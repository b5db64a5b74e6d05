import * as pulumi from "@pulumi/pulumi";

/** The ARNs of a bucket and of all that it holds. */
export const withObjects = (bucketArn: pulumi.Input<string>): pulumi.Input<string>[] => [
  bucketArn,
  pulumi.interpolate`${bucketArn}/*`,
];
