import { z } from "zod";

import { CURRENT_RELEASE, RELEASE_NAME, RELEASES } from "../../components/edge/site-release";
import { type Aws } from "./aws";

/** Outputs of a stack whose site has releases. */
export const siteReleasesOutputs = z.object({
  siteBucketName: z.string(),
  siteReleases: z.object({ storeArn: z.string(), newest: z.string(), keep: z.number() }),
});

/** Where a stack has its releases. */
export interface ReleaseStore {
  /** Bucket of the site. */
  readonly bucket: string;
  /** Key value store that names the release which viewers get. */
  readonly storeArn: string;
}

/** A release whose files are in the bucket. */
export interface UploadedRelease {
  readonly name: string;
  /** When the last of its files came. */
  readonly uploaded: Date;
  readonly keys: readonly string[];
}

const value = z.object({ Value: z.string() });
const description = z.object({ ETag: z.string() });
const objects = z.object({
  Contents: z.array(z.object({ Key: z.string(), LastModified: z.coerce.date() })).default([]),
});

/** The release that viewers get. */
export async function currentRelease(aws: Aws, { storeArn }: ReleaseStore): Promise<string> {
  const asked = ["--kvs-arn", storeArn, "--key", CURRENT_RELEASE];
  return (await aws.ask(value, "cloudfront-keyvaluestore", "get-key", ...asked)).Value;
}

/**
 * Gives viewers another release. Edge locations follow within seconds.
 *
 * @throws AwsRefusal when somebody else writes to the store at the same time
 */
export async function switchRelease(aws: Aws, { storeArn }: ReleaseStore, name: string): Promise<void> {
  const store = ["--kvs-arn", storeArn];
  const { ETag } = await aws.ask(description, "cloudfront-keyvaluestore", "describe-key-value-store", ...store);
  const asked = [...store, "--key", CURRENT_RELEASE, "--value", name, "--if-match", ETag];
  await aws.text("cloudfront-keyvaluestore", "put-key", ...asked);
}

/** Every release that is in the bucket, newest first. */
export async function uploadedReleases(aws: Aws, { bucket }: ReleaseStore): Promise<UploadedRelease[]> {
  const asked = ["--bucket", bucket, "--prefix", `${RELEASES}/`];
  const { Contents } = await aws.ask(objects, "s3api", "list-objects-v2", ...asked);
  const found = new Map<string, { uploaded: Date; keys: string[] }>();
  for (const { Key: key, LastModified: at } of Contents) {
    const [, name = "", ...file] = key.split("/");
    if (!RELEASE_NAME.test(name) || file.length === 0) continue;
    const { uploaded, keys } = found.get(name) ?? { uploaded: at, keys: [] };
    found.set(name, { uploaded: at > uploaded ? at : uploaded, keys: [...keys, key] });
  }
  return [...found]
    .map(([name, release]) => ({ name, ...release }))
    .sort((one, other) => other.uploaded.getTime() - one.uploaded.getTime());
}
