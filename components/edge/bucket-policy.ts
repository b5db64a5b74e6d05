import * as pulumi from "@pulumi/pulumi";

import { bucketNeedsTls } from "../security/iam";

/**
 * The site bucket's one policy: this distribution may read, nobody may come without TLS. Listing is allowed so that
 * a missing key is 404; without it S3 answers 403.
 */
export function siteBucketPolicy(
  bucketArn: pulumi.Input<string>,
  distributionArn: pulumi.Input<string>,
): pulumi.Output<string> {
  const objects = pulumi.interpolate`${bucketArn}/*`;
  const cloudFront = {
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
  };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "CloudFrontReads", Effect: "Allow", ...cloudFront, Action: "s3:GetObject", Resource: objects },
      { Sid: "CloudFrontLists", Effect: "Allow", ...cloudFront, Action: "s3:ListBucket", Resource: bucketArn },
      bucketNeedsTls(bucketArn),
    ],
  });
}
