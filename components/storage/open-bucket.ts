import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { bucketNeedsTls, policyDocument, type PolicyStatement, statement } from "../security/iam";
import { type AppBucket } from "./app-bucket";

/** Who reaches a bucket beside the tasks that use it. */
export interface BucketOpening {
  /** Sites whose pages may upload and read by presigned requests, such as `https://app.example.com`. @default none */
  readonly origins?: readonly pulumi.Input<string>[] | undefined;
  /** The distribution that serves the objects whose keys start with `prefix`. @default none */
  readonly servedBy?: { readonly distributionArn: pulumi.Input<string>; readonly prefix: string } | undefined;
}

/** Seconds for which a browser remembers the answer to its preflight. */
const PREFLIGHT_SECONDS = 3000;

/**
 * A bucket's one policy (TLS only, and the distribution that serves it) and its CORS rule. Apart from the bucket, since
 * the distribution that both name is made after it; under the bucket's own name, so that a bucket which is served one day
 * keeps the policy it has.
 *
 * Sources: CloudFront developer guide, "Restrict access to an Amazon S3 origin"; Amazon S3 user guide, "Elements of a
 * CORS configuration".
 */
export function openBucket(name: string, bucket: AppBucket, { origins = [], servedBy }: BucketOpening): void {
  const { bucketArn, bucketName, publicAccessBlock } = bucket;
  const served = servedBy === undefined ? [] : cloudFrontReads(bucketArn, servedBy);
  new aws.s3.BucketPolicy(
    name,
    { bucket: bucketName, policy: policyDocument([...served, bucketNeedsTls(bucketArn)]) },
    { parent: bucket, dependsOn: [publicAccessBlock] },
  );
  if (origins.length === 0) return;
  new aws.s3.BucketCorsConfiguration(
    name,
    {
      bucket: bucketName,
      corsRules: [
        {
          allowedOrigins: [...origins],
          allowedMethods: ["GET", "HEAD", "PUT", "POST"],
          allowedHeaders: ["*"],
          // An upload in parts is put together by the tag of each.
          exposeHeaders: ["ETag"],
          maxAgeSeconds: PREFLIGHT_SECONDS,
        },
      ],
    },
    { parent: bucket },
  );
}

/** Listing is allowed so that a missing key is 404; without it S3 answers 403. */
function cloudFrontReads(
  bucketArn: pulumi.Output<string>,
  { distributionArn, prefix }: NonNullable<BucketOpening["servedBy"]>,
): PolicyStatement[] {
  const cloudFront = {
    principal: { Service: "cloudfront.amazonaws.com" },
    conditions: { StringEquals: { "AWS:SourceArn": distributionArn } },
  };
  return [
    statement({
      sid: "CloudFrontReads",
      ...cloudFront,
      actions: ["s3:GetObject"],
      resources: [pulumi.interpolate`${bucketArn}/${prefix}*`],
    }),
    statement({ sid: "CloudFrontLists", ...cloudFront, actions: ["s3:ListBucket"], resources: [bucketArn] }),
  ];
}
