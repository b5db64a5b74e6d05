import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../../components/account";
import { policyDocument, statement } from "../../components/security/iam";
import { accountAdministers } from "../../components/security/key-statements";
import { type Names } from "../names";

export interface StateStoreArgs {
  readonly account: AccountContext;
  readonly names: Pick<Names, "stateBucket" | "keyAlias">;
}

/** Days after which an old version of a state is gone: time enough to notice a broken one. */
const OLD_VERSION_DAYS = 180;

/**
 * Where Pulumi keeps states, and the key that encrypts them and the secrets in them.
 *
 * Creates a KMS key with rotation and an alias, and a versioned bucket: encrypted, private, TLS only, old versions
 * deleted after 180 days. Both are protected, since without them no stack can be changed. Costs 1 USD a month.
 */
export class StateStore extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;

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
    const bucket = new aws.s3.Bucket(
      name,
      { bucket: names.stateBucket, forceDestroy: false },
      { parent: this, protect: true },
    );
    this.configure(name, bucket, key.arn);

    this.keyArn = key.arn;
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }

  /** S3 refuses a policy and a public access block that arrive at the same time, so they form a chain. */
  private configure(name: string, bucket: aws.s3.Bucket, kmsMasterKeyId: pulumi.Output<string>): void {
    const ofBucket = { bucket: bucket.bucket };
    const ownership = new aws.s3.BucketOwnershipControls(
      name,
      { ...ofBucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent: this },
    );
    const block = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        ...ofBucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this, dependsOn: [ownership] },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        ...ofBucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
            bucketKeyEnabled: true,
            blockedEncryptionTypes: ["SSE-C"],
          },
        ],
      },
      { parent: this },
    );
    const versioning = new aws.s3.BucketVersioning(
      name,
      { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        ...ofBucket,
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
      {
        ...ofBucket,
        policy: policyDocument([
          statement({
            sid: "DenyInsecureTransport",
            effect: "Deny",
            principal: "*",
            actions: ["s3:*"],
            resources: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
            conditions: { Bool: { "aws:SecureTransport": "false" } },
          }),
        ]),
      },
      { parent: this, dependsOn: [block] },
    );
  }
}
