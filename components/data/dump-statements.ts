import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { type PolicyStatement, statement } from "../security/iam";
import { DUMP_PREFIX } from "./dump-lifecycle";

/** Where dumps are and what encrypts them. */
export interface DumpStore {
  readonly account: AccountContext;
  readonly bucketArn: pulumi.Input<string>;
  /** Key of the dumps. @default SSE-S3, which needs no rights */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/** Dumps are written, never read nor deleted; S3 needs `kms:Decrypt` to put the parts of an upload together. */
export function dumpStatements(store: DumpStore): PolicyStatement[] {
  return [
    statement({
      sid: "WriteDumps",
      actions: ["s3:AbortMultipartUpload", "s3:PutObject"],
      resources: [dumpsOf(store.bucketArn)],
    }),
    ...keyStatements(store, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/** Dumps are read, and asked back from Glacier; nothing is written. */
export function restoreStatements(store: DumpStore): PolicyStatement[] {
  return [
    statement({
      sid: "ReadDumps",
      actions: ["s3:GetObject", "s3:RestoreObject"],
      resources: [dumpsOf(store.bucketArn)],
    }),
    // Finds the latest dump, and tells a missing one from a forbidden one.
    statement({ sid: "FindDumps", actions: ["s3:ListBucket"], resources: [store.bucketArn] }),
    ...keyStatements(store, ["kms:Decrypt"]),
  ];
}

const dumpsOf = (bucketArn: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`${bucketArn}/${DUMP_PREFIX}*`;

function keyStatements({ account, keyArn }: DumpStore, actions: readonly string[]): PolicyStatement[] {
  return keyArn === undefined
    ? []
    : [
        statement({
          sid: "DumpKey",
          actions,
          resources: [keyArn],
          conditions: { StringEquals: { "kms:ViaService": `s3.${account.region}.amazonaws.com` } },
        }),
      ];
}
