import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { CURRENT_RELEASE, releaseOf } from "./site-release";
import { type SiteFile } from "./site-files";
import { type StaticSite } from "./static-site";

export interface SiteReleasesArgs {
  readonly account: AccountContext;
  /** Bucket of the site, which holds the newest pages at their own paths too. */
  readonly site: StaticSite;
  /** Files of the site; see `siteFiles`. */
  readonly files: readonly SiteFile[];
  /** Name of the release that viewers get. @default the one that `files` are */
  readonly current?: string | undefined;
}

/**
 * Releases of a single-page application: the pages of each, and what belongs to them, under a prefix of their own in the
 * site's bucket, and a key value store that names the one that viewers get. Going from one to another is one write to the
 * store: no deployment of the distribution, and no answer from two releases.
 *
 * Files of older releases stay in the bucket, where `npm run rollback` finds them; hashed assets lie at one path for all.
 *
 * Source: CloudFront developer guide, "Amazon CloudFront KeyValueStore"
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html).
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - free
 * </cost>
 *
 * @example
 * ```ts
 * const files = siteFiles("app/frontend/build/spa/client", "npm run prepare");
 * const site = new StaticSite("site", { account, files });
 * const releases = new SiteReleases("site-releases", { account, site, files });
 * ```
 */
export class SiteReleases extends pulumi.ComponentResource {
  /** The release that `files` are. */
  readonly newest: string;
  /** The release that viewers get. */
  readonly current: string;
  /** Of the store, for the function that reads it. */
  readonly storeArn: pulumi.Output<string>;
  /** Exists when the store names a release whose files are there. */
  readonly ready: pulumi.Resource;

  constructor(name: string, args: SiteReleasesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:SiteReleases", name, {}, opts);
    const { account, site } = args;
    const release = releaseOf(args.files);
    const objects = release.files.map(
      (file) =>
        new aws.s3.BucketObjectv2(
          `${name}/${file.key}`,
          {
            bucket: site.bucketName,
            key: file.key,
            source: new pulumi.asset.FileAsset(file.path),
            contentType: file.contentType,
            cacheControl: file.cacheControl,
          },
          // What pages name must be there before them.
          { parent: this, dependsOn: [...site.objects], retainOnDelete: file.keep },
        ),
    );
    this.newest = release.name;
    this.current = args.current ?? release.name;
    const store = new aws.cloudfront.KeyValueStore(
      name,
      { name: `${account.prefix}-${name}`, comment: "Names the release of the site that viewers get" },
      { parent: this },
    );
    this.ready = new aws.cloudfront.KeyvaluestoreKey(
      name,
      { keyValueStoreArn: store.arn, key: CURRENT_RELEASE, value: this.current },
      { parent: this, dependsOn: objects },
    );
    this.storeArn = store.arn;
    this.registerOutputs({ storeArn: this.storeArn });
  }
}
