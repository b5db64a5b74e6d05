import * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement, statement } from "../security/iam";

/** What may be done to objects. */
export type BucketAccess = "read" | "write" | "delete";

/** Rights on the objects of one bucket. */
export interface BucketRights {
  /** Start of the statements' sids. */
  readonly sid: string;
  readonly bucketArn: pulumi.Input<string>;
  readonly access: readonly BucketAccess[];
  /** Start of the keys that they are for. @default all */
  readonly prefix?: string | undefined;
  /** Customer-managed key of the bucket. @default none, and then no right is needed */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Where the bucket is. */
  readonly region: string;
}

/** On objects. Whoever writes in parts must be able to list and end them. */
const OBJECT_ACTIONS: Readonly<Record<BucketAccess, readonly string[]>> = {
  read: ["s3:GetObject"],
  write: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  delete: ["s3:DeleteObject"],
};

/** S3 encrypts what is written, and decrypts the parts of an upload to put them together. */
const KEY_ACTIONS: typeof OBJECT_ACTIONS = {
  read: ["kms:Decrypt"],
  write: ["kms:Decrypt", "kms:GenerateDataKey"],
  delete: [],
};

/** Statements on a bucket's objects; nothing of the bucket itself but, for readers, the list of its keys. */
export function bucketStatements(rights: BucketRights): PolicyStatement[] {
  const { sid, bucketArn, access, prefix, keyArn, region } = rights;
  const of = (table: typeof OBJECT_ACTIONS) => [...new Set(access.flatMap((kind) => table[kind]))];
  const keyActions = of(KEY_ACTIONS);
  return [
    statement({
      sid: `${sid}Objects`,
      actions: of(OBJECT_ACTIONS),
      resources: [pulumi.interpolate`${bucketArn}/${prefix ?? ""}*`],
    }),
    ...(access.includes("read")
      ? [
          // Without it a missing object answers 403 instead of 404.
          statement({
            sid: `${sid}List`,
            actions: ["s3:ListBucket"],
            resources: [bucketArn],
            conditions: prefix === undefined ? undefined : { StringLike: { "s3:prefix": `${prefix}*` } },
          }),
        ]
      : []),
    ...(keyArn === undefined || keyActions.length === 0
      ? []
      : [
          statement({
            sid: `${sid}Key`,
            actions: keyActions,
            resources: [keyArn],
            conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
          }),
        ]),
  ];
}
