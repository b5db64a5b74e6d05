import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

import { createPrivateBucket } from "../storage/private-bucket";
import { isPage, type SiteFile } from "./site-files";

export interface StaticSiteArgs {
  readonly account: AccountContext;
  /** Files to upload; see `siteFiles`. */
  readonly files: readonly SiteFile[];
  /** Delete the bucket even when it holds objects. @default false */
  readonly forceDestroy?: boolean | undefined;
  /** Days that replaced or deleted versions are kept. @default 30 */
  readonly noncurrentDays?: number | undefined;
}

/**
 * A private bucket with the static files of the application.
 *
 * Creates the bucket (SSE-S3, versioned, no ACLs, no public access, TLS only through the policy that `Edge` adds),
 * its lifecycle, and one object a file. Files to keep stay after a new deployment, since pages that are still
 * open ask for them; pages are uploaded after everything they refer to.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Storage (Standard): 0.023 per GB-month first 50 TB
 * - Older versions: 0.023 per GB-month first 50 TB
 * - Reads by the edge: 0.0004 per 1k GET
 * </cost>
 *
 * @example
 * ```ts
 * const files = siteFiles("app/frontend/build/spa/client", "npm run prepare");
 * const site = new StaticSite("site", { account, files });
 * ```
 */
export class StaticSite extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** Name in the bucket's own region, which CloudFront needs as origin. */
  readonly bucketRegionalDomainName: pulumi.Output<string>;
  /** Must exist before a bucket policy (S3 refuses both at once). */
  readonly publicAccessBlock: aws.s3.BucketPublicAccessBlock;
  /** All objects, for those that must come after them. */
  readonly objects: readonly aws.s3.BucketObjectv2[];

  constructor(name: string, args: StaticSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:StaticSite", name, {}, opts);
    const { forceDestroy = false, noncurrentDays = 30 } = args;

    const { bucket, publicAccessBlock, versioning } = createPrivateBucket(
      name,
      { bucket: { bucketPrefix: `${args.account.prefix}-${name}-`, forceDestroy } },
      { parent: this },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "replaced-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { parent: this, dependsOn: [versioning] },
    );

    const upload = (file: SiteFile, after: pulumi.Resource[]) =>
      new aws.s3.BucketObjectv2(
        `${name}/${file.key}`,
        {
          bucket: bucket.bucket,
          key: file.key,
          source: new pulumi.asset.FileAsset(file.path),
          contentType: file.contentType,
          cacheControl: file.cacheControl,
        },
        { parent: this, dependsOn: [versioning, ...after], retainOnDelete: file.keep },
      );
    const assets = args.files.filter((file) => !isPage(file.key)).map((file) => upload(file, []));
    const pages = args.files.filter((file) => isPage(file.key)).map((file) => upload(file, assets));

    this.objects = [...assets, ...pages];
    this.publicAccessBlock = publicAccessBlock;
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.bucketRegionalDomainName = bucket.bucketRegionalDomainName;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}
