import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { type PolicyStatement, statement } from "../security/iam";

interface Place {
  readonly bucketArn: pulumi.Input<string>;
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/**
 * What S3 may do to copy objects of one bucket to another: read versions here, write replicas there, with their keys.
 *
 * Source: Amazon S3 user guide, "Setting up permissions for live replication" and "Replicating encrypted objects".
 */
export function replicationStatements({
  account,
  from,
  to,
}: {
  readonly account: AccountContext;
  readonly from: Place;
  readonly to: Place & { readonly region: string };
}): PolicyStatement[] {
  const objects = ({ bucketArn }: Place) => pulumi.interpolate`${bucketArn}/*`;
  const through = (region: string) => ({ StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } });
  return [
    statement({
      sid: "Source",
      actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      resources: [from.bucketArn],
    }),
    statement({
      sid: "ReadVersions",
      actions: [
        "s3:GetObjectLegalHold",
        "s3:GetObjectRetention",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
      ],
      resources: [objects(from)],
    }),
    statement({
      sid: "WriteReplicas",
      actions: ["s3:ReplicateObject", "s3:ReplicateTags"],
      resources: [objects(to)],
    }),
    ...(from.keyArn === undefined || to.keyArn === undefined
      ? []
      : [
          statement({
            sid: "DecryptHere",
            actions: ["kms:Decrypt"],
            resources: [from.keyArn],
            conditions: through(account.region),
          }),
          statement({
            sid: "EncryptThere",
            actions: ["kms:Encrypt", "kms:GenerateDataKey"],
            resources: [to.keyArn],
            conditions: through(to.region),
          }),
        ]),
  ];
}
