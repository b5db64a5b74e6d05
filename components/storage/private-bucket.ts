import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface PrivateBucketArgs {
  /** Name, or start of a generated one, whether a destroy may empty the bucket, and whether it has Object Lock. */
  readonly bucket: Pick<aws.s3.BucketArgs, "bucket" | "bucketPrefix" | "forceDestroy" | "objectLockEnabled">;
  /** Customer-managed key, fixed at creation. @default SSE-S3 */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Whether replaced and deleted objects are kept. @default true */
  readonly versions?: boolean | undefined;
  /** Pulumi refuses to delete the bucket. @default the parent's */
  readonly protect?: boolean | undefined;
  /** Where the bucket is. @default the provider's region */
  readonly region?: string | undefined;
}

/** A bucket and what others must wait for. */
export interface PrivateBucket {
  readonly bucket: aws.s3.Bucket;
  /** Must exist before the bucket's policy: S3 refuses both at once. */
  readonly publicAccessBlock: aws.s3.BucketPublicAccessBlock;
  readonly encryption: aws.s3.BucketServerSideEncryptionConfiguration;
  /** Must exist before lifecycle rules for noncurrent versions. */
  readonly versioning: aws.s3.BucketVersioning;
}

/** An encrypted bucket, versioned unless told otherwise, without ACLs and without public access. Its one policy and its lifecycle are the caller's. */
export function createPrivateBucket(
  name: string,
  args: PrivateBucketArgs,
  { parent }: { parent: pulumi.Resource },
): PrivateBucket {
  const { region } = args;
  const created = new aws.s3.Bucket(
    name,
    { ...args.bucket, region },
    { parent, ...(args.protect === undefined ? {} : { protect: args.protect }) },
  );
  const { bucket } = created;
  const ownership = new aws.s3.BucketOwnershipControls(
    name,
    { bucket, rule: { objectOwnership: "BucketOwnerEnforced" }, region },
    { parent },
  );
  const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      region,
    },
    { parent, dependsOn: [ownership] },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { bucket, rules: [encryptionRule(args.keyArn)], region },
    { parent },
  );
  const versioning = new aws.s3.BucketVersioning(
    name,
    { bucket, versioningConfiguration: { status: args.versions === false ? "Suspended" : "Enabled" }, region },
    { parent },
  );
  return { bucket: created, publicAccessBlock, encryption, versioning };
}

function encryptionRule(
  keyArn: pulumi.Input<string> | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  const blockedEncryptionTypes = ["SSE-C"];
  return keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
        blockedEncryptionTypes,
      };
}
