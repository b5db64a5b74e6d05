import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, type PolicyStatement, statement } from "../security/iam";

export interface LogBucketArgs {
  /** Start of physical names, e.g. `webapp-dev`. */
  readonly prefix: string;
  /** Who may write what; TLS only is added. */
  readonly statements: (bucketArn: pulumi.Output<string>) => PolicyStatement[];
  /** Age in days at which logs are deleted. */
  readonly expireAfterDays: number;
  /** Customer-managed key. @default SSE-S3 */
  readonly keyArn?: pulumi.Input<string>;
  /** Delete the bucket even when it holds logs. */
  readonly forceDestroy: boolean;
  /** Pulumi refuses to delete the bucket. */
  readonly protect: boolean;
}

/** A bucket that services write to once `ready` exists. */
export interface LogBucket {
  readonly bucket: aws.s3.Bucket;
  /** What lets services in: list it in `dependsOn` of whatever writes logs, or their first delivery is refused. */
  readonly ready: readonly pulumi.Resource[];
}

/** A deleted or overwritten log can be brought back this long. */
const RECOVERY_DAYS = 30;

/**
 * A private, versioned bucket for logs: no ACLs, no public access, TLS only, one policy, and an end for every object.
 *
 * S3 refuses a policy and a public access block that arrive at the same time, so they form a chain.
 */
export function createLogBucket(name: string, args: LogBucketArgs, opts: { parent: pulumi.Resource }): LogBucket {
  const { forceDestroy, protect } = args;
  const { parent } = opts;
  const bucket = new aws.s3.Bucket(
    name,
    { bucketPrefix: `${args.prefix}-${name}-`, forceDestroy },
    { parent, protect },
  );
  const ownership = new aws.s3.BucketOwnershipControls(
    name,
    { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent, dependsOn: [ownership] },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { bucket: bucket.bucket, rules: [encryptionRule(args.keyArn)] },
    { parent },
  );
  const versioning = new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days: args.expireAfterDays },
          noncurrentVersionExpiration: { noncurrentDays: RECOVERY_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { parent, dependsOn: [versioning] },
  );
  const policy = new aws.s3.BucketPolicy(
    name,
    { bucket: bucket.bucket, policy: policyDocument([...args.statements(bucket.arn), tlsOnly(bucket.arn)]) },
    { parent, dependsOn: [publicAccessBlock] },
  );
  return { bucket, ready: [policy, encryption] };
}

function encryptionRule(keyArn: pulumi.Input<string> | undefined) {
  return keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      };
}

const tlsOnly = (bucketArn: pulumi.Output<string>): PolicyStatement =>
  statement({
    sid: "DenyInsecureTransport",
    effect: "Deny",
    principal: "*",
    actions: ["s3:*"],
    resources: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  });
