import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

import { bucketNeedsTls, policyDocument, type PolicyStatement, statement } from "../security/iam";
import { createPrivateBucket } from "../storage/private-bucket";
import { type DumpAging, dumpLifecycle } from "./dump-lifecycle";

export interface BackupBucketArgs extends DumpAging {
  readonly account: AccountContext;
  /**
   * Days in which a dump cannot be deleted without `s3:BypassGovernanceRetention` (Object Lock, governance mode); 0 is
   * none. A bucket that has had Object Lock once keeps it.
   */
  readonly objectLockDays: number;
  /**
   * Whether the bucket is made with Object Lock, whatever `objectLockDays` are: replicas of a bucket that has had it need it.
   * Source: Amazon S3 user guide, "Amazon S3 replication failure reasons", DstBucketObjectLockConfigMissing
   * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html).
   *
   * @default false
   */
  readonly lockFromCreation?: boolean | undefined;
  /** Key of the dumps; fixed at creation by the dumps it encrypts. @default SSE-S3 */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Delete the bucket even when it holds dumps. @default false */
  readonly forceDestroy?: boolean | undefined;
  /** Pulumi refuses to delete the bucket. @default true */
  readonly protect?: boolean | undefined;
  /** Where the bucket is. @default the provider's region */
  readonly region?: string | undefined;
}

/**
 * The private, versioned, encrypted bucket of database dumps: no ACLs, no public access, TLS 1.2 only, dumps that move
 * to a cold class and expire. Its events go to EventBridge, where rules can watch it.
 *
 * Object Lock is turned on for the existing bucket, since its flag at creation would replace a bucket that has dumps;
 * copies of dumps have it from their creation.
 * Costs what it stores: 0.023 USD a GB-month, 0.004 in Glacier Instant Retrieval, 0.001 in Deep Archive.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Storage (Standard): 0.023 per GB-month first 50 TB
 * - Writes: 0.005 per 1k PUT/COPY/POST/LIST
 * - Storage (gir): 0.004 per GB-month (min 90 days, 128 KB)
 * - Transitions (gir): 0.02 per 1k PUT or transition
 * </cost>
 *
 * @example
 * ```ts
 * const dumps = new BackupBucket("dumps", {
 *   account,
 *   storageClass: "glacierIr",
 *   glacierAfterDays: 30,
 *   expireAfterDays: 365,
 *   objectLockDays: 0,
 * });
 * ```
 */
export class BackupBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** Policy, encryption, versioning and lock, which the first dump waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: BackupBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:BackupBucket", name, {}, opts);
    const { forceDestroy = false, keyArn, lockFromCreation, protect = true, region } = args;
    const {
      bucket: created,
      publicAccessBlock,
      encryption,
      versioning,
    } = createPrivateBucket(
      name,
      {
        bucket: {
          bucketPrefix: `${args.account.prefix}-${name}-`,
          forceDestroy,
          ...(lockFromCreation === true ? { objectLockEnabled: true } : {}),
        },
        protect,
        keyArn,
        region,
      },
      { parent: this },
    );
    const { bucket } = created;
    const policy = new aws.s3.BucketPolicy(
      name,
      { bucket, policy: policyDocument([bucketNeedsTls(created.arn), needsRecentTls(created.arn)]), region },
      { parent: this, dependsOn: [publicAccessBlock] },
    );
    const lifecycle = new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: dumpLifecycle(args), transitionDefaultMinimumObjectSize: "all_storage_classes_128K", region },
      { parent: this, dependsOn: [versioning] },
    );
    const lock =
      args.objectLockDays > 0
        ? [
            new aws.s3.BucketObjectLockConfiguration(
              name,
              { bucket, rule: { defaultRetention: { mode: "GOVERNANCE", days: args.objectLockDays } }, region },
              { parent: this, dependsOn: [versioning] },
            ),
          ]
        : [];
    new aws.s3.BucketNotification(name, { bucket, eventbridge: true, region }, { parent: this });
    this.bucketName = bucket;
    this.bucketArn = created.arn;
    this.ready = [policy, encryption, versioning, lifecycle, ...lock];
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

const needsRecentTls = (bucketArn: pulumi.Output<string>): PolicyStatement =>
  statement({
    sid: "DenyOldTls",
    effect: "Deny",
    principal: "*",
    actions: ["s3:*"],
    resources: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  });
