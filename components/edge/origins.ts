import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type PagePolicy } from "./response-headers";

type Origin = aws.types.input.cloudfront.DistributionOrigin;

/** The public load balancer, in front of the service that renders pages. */
export interface LoadBalancerOrigin {
  readonly domainName: pulumi.Input<string>;
  /** `https` with a certificate, `http` without a domain. */
  readonly protocol: "http" | "https";
  readonly port: number;
  /** Header that proves to the load balancer that a request came through this distribution. */
  readonly secretHeader: { readonly name: string; readonly value: pulumi.Input<string> };
}

/** Where pages come from: a service renders each of them, or they are files in the bucket. */
export type Pages = (
  { readonly kind: "rendered"; readonly origin: LoadBalancerOrigin } | { readonly kind: "stored" }
) & {
  /** Content security policy of every page; one that a service sends itself counts more. @default none */
  readonly policy?: Omit<PagePolicy, "override"> | undefined;
};

/** The internal load balancer, reached through a CloudFront VPC origin. */
export interface ApiOrigin {
  /** Paths that it answers, in the order in which CloudFront tries them. @default /api/* */
  readonly paths?: readonly string[];
  /** A name the origin's certificate holds, or the load balancer's own. */
  readonly domainName: pulumi.Input<string>;
  readonly loadBalancerArn: pulumi.Input<string>;
  /**
   * The internet gateway of the load balancer's VPC: CloudFront makes no VPC origin without one, although no traffic
   * passes it (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html).
   */
  readonly createAfter: readonly pulumi.Resource[];
  readonly protocol: "http" | "https";
  readonly port: number;
}

export const originIds = {
  site: "site",
  siteRetry: "site-retry",
  siteGroup: "site-group",
  // The id is older than its name here; another one would change every distribution.
  renderedPages: "application",
  api: "api",
} as const;

/** CloudFront waits so long for the first byte; AWS allows up to 60 s without a quota increase. */
const READ_TIMEOUT_SECONDS = 60;
/** Shorter than the load balancers' idle timeout, so that CloudFront never reuses a connection that is being closed. */
const KEEPALIVE_SECONDS = 5;

/** The public load balancer as an origin, with the header that proves where a request comes from. */
export function renderedPagesOrigin(origin: LoadBalancerOrigin): Origin {
  const { secretHeader } = origin;
  return {
    originId: originIds.renderedPages,
    domainName: origin.domainName,
    customHeaders: [{ name: secretHeader.name, value: secretHeader.value }],
    customOriginConfig: {
      httpPort: origin.protocol === "http" ? origin.port : 80,
      httpsPort: origin.protocol === "https" ? origin.port : 443,
      originProtocolPolicy: origin.protocol === "https" ? "https-only" : "http-only",
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: READ_TIMEOUT_SECONDS,
      originKeepaliveTimeout: KEEPALIVE_SECONDS,
    },
  };
}

/** The internal load balancer as an origin, inside the VPC. */
export function apiOrigin(domainName: pulumi.Input<string>, vpcOriginId: pulumi.Input<string>): Origin {
  return {
    originId: originIds.api,
    domainName,
    vpcOriginConfig: {
      vpcOriginId,
      originReadTimeout: READ_TIMEOUT_SECONDS,
      originKeepaliveTimeout: KEEPALIVE_SECONDS,
    },
  };
}

/**
 * The bucket twice, so that a failed read is tried once more (`siteOriginGroup`): a second bucket would have to be
 * kept equal, and S3's own faults are mostly over at the second try.
 */
export function siteOrigins(domainName: pulumi.Input<string>, originAccessControlId: pulumi.Input<string>): Origin[] {
  return [originIds.site, originIds.siteRetry].map((originId) => ({ originId, domainName, originAccessControlId }));
}

/** Fails over on server errors only: a second try would not find a missing file either. */
export const siteOriginGroup: aws.types.input.cloudfront.DistributionOriginGroup = {
  originId: originIds.siteGroup,
  failoverCriteria: { statusCodes: [500, 502, 503, 504] },
  members: [{ originId: originIds.site }, { originId: originIds.siteRetry }],
};
