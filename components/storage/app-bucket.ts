import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { createPrivateBucket } from "./private-bucket";

export interface AppBucketArgs {
  readonly account: AccountContext;
  /** Start of its name in AWS, after the stack's. @default the logical name */
  readonly label?: string | undefined;
  /** Age in days at which objects are deleted; 0 keeps them. @default 0 */
  readonly expireAfterDays?: number | undefined;
  /** Keep deleted and replaced objects for 30 days. @default true */
  readonly versions?: boolean | undefined;
  /** Customer-managed key of the objects, fixed at creation by what it encrypts. @default SSE-S3 */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Delete the bucket even when it holds objects. @default false */
  readonly forceDestroy?: boolean | undefined;
  /** Pulumi refuses to delete the bucket. @default true */
  readonly protect?: boolean | undefined;
}

/** Days in which a deleted or replaced object can be brought back. */
const NONCURRENT_DAYS = 30;
/** Days until the parts of an unfinished upload are deleted: they cost storage, and no list of objects shows them. */
const ABORT_UPLOAD_DAYS = 2;

/**
 * A private, versioned, encrypted bucket for what an application stores: no ACLs, no public access, broken uploads and
 * old versions that go by themselves. `openBucket` adds its one policy and who may upload from a browser.
 *
 * Costs what it stores, in us-east-1 0.023 USD a GB-month, old versions included, and 0.005 for 1,000 writes.
 *
 * @example
 * ```ts
 * const uploads = new AppBucket("uploads", { account, expireAfterDays: 90 });
 * openBucket("uploads", uploads, { origins: ["https://app.example.com"] });
 * ```
 */
export class AppBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** Name in the bucket's own region: where browsers upload to, and CloudFront's origin. */
  readonly regionalDomainName: pulumi.Output<string>;
  /** Must exist before a bucket policy (S3 refuses both at once). */
  readonly publicAccessBlock: aws.s3.BucketPublicAccessBlock;
  /** Encryption and versioning, which the first object waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: AppBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:storage:AppBucket", name, {}, opts);
    const { account, label = name, expireAfterDays = 0, versions = true } = args;
    const { forceDestroy = false, keyArn, protect = true } = args;
    const { bucket, publicAccessBlock, encryption, versioning } = createPrivateBucket(
      name,
      { bucket: { bucketPrefix: `${account.prefix}-${label}-`, forceDestroy }, protect, keyArn, versions },
      { parent: this },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket: bucket.bucket, rules: lifecycle(expireAfterDays) },
      { parent: this, dependsOn: [versioning] },
    );
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.regionalDomainName = bucket.bucketRegionalDomainName;
    this.publicAccessBlock = publicAccessBlock;
    this.ready = [encryption, versioning];
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

/** S3 takes no expiration by age beside that of delete markers, so they are two rules. */
function lifecycle(expireAfterDays: number): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  return [
    ...(expireAfterDays === 0
      ? []
      : [{ id: "expire", status: "Enabled", filter: {}, expiration: { days: expireAfterDays } }]),
    {
      id: "leftovers",
      status: "Enabled",
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
      noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
      abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOAD_DAYS },
    },
  ];
}
