import type * as pulumi from "@pulumi/pulumi";

import { type Edge, type ServedBucket } from "../components/edge";
import { type LogArchive, logTo } from "../components/operations";
import { AppBucket, bucketStatements, openBucket } from "../components/storage";
import { type StackConfig } from "./config";
import { type Foundation, type Keys, type StackContext } from "./context";
import { bucketVariables, servedPrefix } from "./uses/bucket";
import { type Grant, type Usable } from "./uses/grant";
import { usersOfThing } from "./uses/plan";
import { sidOf } from "./uses/variable";

/** Apart from the buckets that the program needs itself. */
const logicalName = (name: string): string => `bucket-${name}`;

/** The application's buckets by name, made before the network's way out, whose S3 endpoint admits named buckets only. */
export function createBuckets(
  { config, account, lifetime: { forceDestroy, protect }, opts }: StackContext,
  keys: Keys,
  archive: LogArchive | undefined,
): Record<string, AppBucket> {
  return Object.fromEntries(
    Object.entries(config.buckets).map(([name, { expireAfterDays, versions }]) => {
      const args = { account, label: name, expireAfterDays, versions, keyArn: keys.buckets, forceDestroy, protect };
      const bucket = new AppBucket(logicalName(name), args, opts);
      logTo(logicalName(name), archive, bucket.bucketName, { parent: bucket });
      return [name, bucket];
    }),
  );
}

/** ARNs of the buckets that tasks of this variant use. */
export const usedBucketArns = (
  { config }: Pick<StackContext, "config">,
  buckets: Foundation["buckets"],
): pulumi.Output<string>[] =>
  Object.entries(buckets)
    .filter(([name]) => usersOfThing(config, name).length > 0)
    .map(([, { bucketArn }]) => bucketArn);

/** What each bucket grants to whoever uses it. */
export const usableBuckets = (foundation: Foundation): Usable =>
  Object.fromEntries(
    Object.entries(foundation.buckets).map(([name, bucket]) => [name, () => bucketGrant(foundation, name, bucket)]),
  );

function bucketGrant({ account, config, keys }: Foundation, name: string, bucket: AppBucket): Partial<Grant> {
  const variables = bucketVariables(name);
  const servedAt = config.buckets[name]?.servedAt;
  return {
    environment: {
      // Fargate sets it by itself, instances do not.
      AWS_REGION: config.aws.region,
      [variables.bucket]: bucket.bucketName,
      ...(servedAt === undefined ? {} : { [variables.path]: `/${servedPrefix(servedAt)}` }),
    },
    statements: bucketStatements({
      sid: sidOf(name),
      bucketArn: bucket.bucketArn,
      access: ["read", "write", "delete"],
      keyArn: keys.buckets,
      region: account.region,
    }),
    startAfter: bucket.ready,
  };
}

/** Buckets that the distribution serves. */
export const servedBuckets = ({ config, buckets }: Foundation): ServedBucket[] =>
  Object.entries(config.buckets).flatMap(([name, { servedAt }]) => {
    const bucket = buckets[name];
    return bucket === undefined || servedAt === undefined
      ? []
      : [{ name, pathPattern: servedAt, domainName: bucket.regionalDomainName }];
  });

/** Lets the distribution read what it serves, and the application's own pages send files. */
export function openBuckets({ config, buckets }: Foundation, edge: Edge): void {
  for (const [name, bucket] of Object.entries(buckets)) {
    const { cors, servedAt } = config.buckets[name] ?? {};
    openBucket(logicalName(name), bucket, {
      origins: cors === "same-origin" ? originsOf(config, edge) : [],
      servedBy:
        servedAt === undefined ? undefined : { distributionArn: edge.distributionArn, prefix: servedPrefix(servedAt) },
    });
  }
}

/** Where the application's pages are; redirects end at the edge. */
const originsOf = ({ domain }: StackConfig, edge: Edge): pulumi.Input<string>[] => [
  edge.url,
  ...(domain?.aliases ?? []).map((host) => `https://${host}`),
];
