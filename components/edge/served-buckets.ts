import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import * as behaviours from "./behaviours";
import { downloadHeaders, type HeaderSettings } from "./response-headers";
import { type Attached, createHeadersPolicy } from "./served";

/** A bucket whose objects the distribution serves under a path; keys begin with that path. */
export interface ServedBucket {
  /** Letters, digits and hyphens; part of the origin's id. */
  readonly name: string;
  /** `/uploads/*`, which is the objects `uploads/…`. */
  readonly pathPattern: string;
  /** The bucket's name in its own region. */
  readonly domainName: pulumi.Input<string>;
}

/** Parts of the distribution that buckets bring. */
interface ServedBuckets {
  readonly origins: aws.types.input.cloudfront.DistributionOrigin[];
  readonly behaviours: aws.types.input.cloudfront.DistributionOrderedCacheBehavior[];
}

/** Objects that anybody may have put there, so that nothing in them may run as the application: see `downloadHeaders`. */
export function serveBuckets(
  name: string,
  {
    account,
    buckets = [],
  }: { readonly account: AccountContext; readonly buckets?: readonly ServedBucket[] | undefined },
  headers: HeaderSettings,
  { functions, accessControlId }: Pick<Attached, "functions"> & { readonly accessControlId: pulumi.Output<string> },
  { parent }: { readonly parent: pulumi.Resource },
): ServedBuckets {
  if (buckets.length === 0) return { origins: [], behaviours: [] };
  const { id } = createHeadersPolicy(
    `${name}-bucket-headers`,
    { name: `${account.prefix}-${name}-buckets`, ...downloadHeaders(headers) },
    { parent },
  );
  const originId = (bucket: ServedBucket): string => `bucket-${bucket.name}`;
  return {
    origins: buckets.map((bucket) => ({
      originId: originId(bucket),
      domainName: bucket.domainName,
      originAccessControlId: accessControlId,
    })),
    behaviours: buckets.map((bucket) => ({
      pathPattern: bucket.pathPattern,
      ...behaviours.storedObjects(originId(bucket), id, functions.othersArn),
    })),
  };
}
