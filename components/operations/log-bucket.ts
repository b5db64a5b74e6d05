import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

import { bucketNeedsTls, policyDocument, type PolicyStatement } from "../security/iam";
import { createPrivateBucket } from "../storage/private-bucket";

export interface LogBucketArgs {
  readonly account: AccountContext;
  /** Who may write what; TLS only is added. */
  readonly statements: (bucketArn: pulumi.Output<string>) => PolicyStatement[];
  /** Age in days at which logs are deleted. */
  readonly expireAfterDays: number;
  /** Customer-managed key. @default SSE-S3 */
  readonly keyArn?: pulumi.Input<string> | undefined;
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
 */
export function createLogBucket(name: string, args: LogBucketArgs, opts: { parent: pulumi.Resource }): LogBucket {
  const { forceDestroy, protect } = args;
  const { parent } = opts;
  const { bucket, publicAccessBlock, encryption, versioning } = createPrivateBucket(
    name,
    {
      bucket: { bucketPrefix: `${args.account.prefix}-${name}-`, forceDestroy },
      protect,
      keyArn: args.keyArn,
    },
    opts,
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
    { bucket: bucket.bucket, policy: policyDocument([...args.statements(bucket.arn), bucketNeedsTls(bucket.arn)]) },
    { parent, dependsOn: [publicAccessBlock] },
  );
  return { bucket, ready: [policy, encryption] };
}
