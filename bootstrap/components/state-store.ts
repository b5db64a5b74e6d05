import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type Account } from "../../components/account";
import { bucketNeedsTls, policyDocument } from "../../components/security/iam";
import { accountAdministers } from "../../components/security/key-statements";
import { createPrivateBucket } from "../../components/storage/private-bucket";
import { type Names } from "../names";

export interface StateStoreArgs {
  readonly account: Account;
  readonly names: Pick<Names, "bootstrapBucket" | "keyAlias" | "stateBucket">;
}

/** Days after which an old version of a state is gone: time enough to notice a broken one. */
const OLD_VERSION_DAYS = 180;

/**
 * Where Pulumi keeps states, and the key that encrypts them and the secrets in them.
 *
 * Creates a KMS key with rotation and an alias, and two versioned buckets, one for the stacks and one for the bootstrap
 * itself: encrypted, private, TLS only, old versions deleted after 180 days. All are protected, since without them no
 * stack can be changed. Costs 1 USD a month.
 *
 * @example
 * ```ts
 * const store = new StateStore("state", { account, names: namesOf("webapp", account) });
 * ```
 */
export class StateStore extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  /** For the bootstrap's own state alone: whoever could write it would run code at the next administrator's preview. */
  readonly bootstrapBucketName: pulumi.Output<string>;

  constructor(name: string, { account, names }: StateStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:bootstrap:StateStore", name, {}, opts);
    const key = new aws.kms.Key(
      name,
      {
        description: "States of Pulumi and the secrets in them",
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        // IAM decides, so that people can use it as well as CI.
        policy: policyDocument([accountAdministers(account)]),
      },
      { parent: this, protect: true },
    );
    new aws.kms.Alias(name, { name: names.keyAlias, targetKeyId: key.keyId }, { parent: this });
    this.bucketName = this.createBucket(name, names.stateBucket, key.arn);
    this.bootstrapBucketName = this.createBucket(`${name}-bootstrap`, names.bootstrapBucket, key.arn);
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }

  private createBucket(name: string, physicalName: string, keyArn: pulumi.Input<string>): pulumi.Output<string> {
    const { bucket, publicAccessBlock, versioning } = createPrivateBucket(
      name,
      { bucket: { bucket: physicalName, forceDestroy: false }, keyArn, protect: true },
      { parent: this },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { parent: this, dependsOn: [versioning] },
    );
    new aws.s3.BucketPolicy(
      name,
      { bucket: bucket.bucket, policy: policyDocument([bucketNeedsTls(bucket.arn)]) },
      { parent: this, dependsOn: [publicAccessBlock] },
    );
    return bucket.bucket;
  }
}
