import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { Encryption } from "../security";
import { createServiceRole } from "../security/iam";
import { BackupBucket, type BackupBucketArgs } from "./backup-bucket";
import { type Database } from "./database";
import { replicationStatements } from "./replication-statements";

export interface BackupCopyArgs extends Pick<
  BackupBucketArgs,
  "expireAfterDays" | "forceDestroy" | "glacierAfterDays" | "objectLockDays" | "protect" | "storageClass"
> {
  readonly account: AccountContext;
  /** Region of the copies; another than the stack's, of the same partition. */
  readonly region: string;
  readonly database: Pick<Database, "arn">;
  /** Days that the copied backups are kept, as those of the database. */
  readonly retentionDays: number;
  /** The dumps that are copied. */
  readonly dumps: Pick<BackupBucket, "bucketArn" | "bucketName" | "ready">;
  /** Customer-managed key of the dumps; their copies then have one too. @default SSE-S3 */
  readonly dumpKeyArn?: pulumi.Input<string> | undefined;
  /** Days between scheduling the deletion of the key and losing all copies, 7 to 30. @default 30 */
  readonly deletionWindowDays?: number | undefined;
}

/**
 * Copies in another region, for when the stack's own is gone: RDS's automated backups, snapshots and transaction logs, as
 * soon as they are there, and every new dump. Keys belong to one region, so the copies have a key of their own there.
 *
 * Copied backups go back as far as the database's own; dumps as far as dumps do, with the same lock. Costs the key, the
 * storage at the other region's prices, and the transfer.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Customer managed key: 1.00 a month
 * - Requests: 0.03 per 10k requests (20k/month free)
 * - Storage (Standard): 0.023 per GB-month first 50 TB
 * - Writes: 0.005 per 1k PUT/COPY/POST/LIST
 * - Storage (gir): 0.004 per GB-month (min 90 days, 128 KB)
 * - Transitions (gir): 0.02 per 1k PUT or transition
 * - Copied backups: 0.095 per GB-month over 100% of provisioned
 * - Transfer of copied backups: 0.02 per GB
 * - Transfer of copies: 0.02 per GB
 * </cost>
 *
 * @example
 * ```ts
 * new BackupCopy("copies", {
 *   account,
 *   region: "us-west-2",
 *   database,
 *   retentionDays: 14,
 *   dumps,
 *   storageClass: "glacierIr",
 *   glacierAfterDays: 30,
 *   expireAfterDays: 365,
 *   objectLockDays: 0,
 * });
 * ```
 */
export class BackupCopy extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: BackupCopyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:BackupCopy", name, {}, opts);
    const { account, region, dumps, deletionWindowDays, protect } = args;
    const { keyArns } = new Encryption(
      `${name}-key`,
      {
        account,
        keys: { copies: { description: `${account.prefix}: copies of backups and dumps`, region } },
        deletionWindowDays,
        protect,
      },
      { parent: this },
    );
    this.keyArn = keyArns.copies ?? missingKey();
    // Source: Amazon RDS API reference, StartDBInstanceAutomatedBackupsReplication: called in the region of the copies,
    // with a key of that region for an encrypted instance.
    new aws.rds.InstanceAutomatedBackupsReplication(
      name,
      {
        sourceDbInstanceArn: args.database.arn,
        kmsKeyId: this.keyArn,
        retentionPeriod: args.retentionDays,
        region,
      },
      // A source replicates once per region, and stopping names the source alone: it would stop the new one.
      { parent: this, deleteBeforeReplace: true },
    );
    const copies = new BackupBucket(
      "dumps-copy",
      {
        account,
        storageClass: args.storageClass,
        glacierAfterDays: args.glacierAfterDays,
        expireAfterDays: args.expireAfterDays,
        objectLockDays: args.objectLockDays,
        // Dumps whose bucket has had a lock once replicate to a bucket with one only, even when none is kept any more.
        lockFromCreation: true,
        forceDestroy: args.forceDestroy,
        protect,
        keyArn: args.dumpKeyArn === undefined ? undefined : this.keyArn,
        region,
      },
      { parent: this },
    );
    this.copyDumps(name, args, copies, dumps);
    this.bucketName = copies.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private copyDumps(name: string, args: BackupCopyArgs, copies: BackupBucket, dumps: BackupCopyArgs["dumps"]): void {
    const { role, grants } = createServiceRole(
      `${name}-dumps`,
      {
        account: args.account,
        service: "s3.amazonaws.com",
        sourceArn: dumps.bucketArn,
        statements: replicationStatements({
          account: args.account,
          from: { bucketArn: dumps.bucketArn, keyArn: args.dumpKeyArn },
          to: { bucketArn: copies.bucketArn, keyArn: this.keyArn, region: args.region },
        }),
      },
      { parent: this },
    );
    const withKeys = args.dumpKeyArn !== undefined;
    new aws.s3.BucketReplicationConfig(
      name,
      {
        bucket: dumps.bucketName,
        role: role.arn,
        rules: [
          {
            id: "dumps",
            status: "Enabled",
            priority: 0,
            filter: {},
            // Whoever deletes a dump here deletes no copy.
            deleteMarkerReplication: { status: "Disabled" },
            destination: {
              bucket: copies.bucketArn,
              ...(withKeys ? { encryptionConfiguration: { replicaKmsKeyId: this.keyArn } } : {}),
            },
            ...(withKeys ? { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } } : {}),
          },
        ],
      },
      { parent: this, dependsOn: [...grants, ...dumps.ready, ...copies.ready] },
    );
  }
}

function missingKey(): never {
  throw new Error("Encryption made no key for the copies.");
}
