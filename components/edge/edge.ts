import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

import * as behaviours from "./behaviours";
import { siteBucketPolicy } from "./bucket-policy";
import { createAliasRecords, type EdgeDomain } from "./domain";
import { hostsOf } from "./hosts";
import { type ApiOrigin, type Pages, siteOriginGroup, siteOrigins } from "./origins";
import { DEFAULT_HEADERS, type HeaderSettings } from "./response-headers";
import { createResponseHeaders, serveApi, servePages } from "./served";
import { type ServedBucket, serveBuckets } from "./served-buckets";
import { type SiteReleases } from "./site-releases";
import { type StaticSite } from "./static-site";
import { createViewerFunctions } from "./viewer-functions";
import { type EdgeAccess } from "./viewer-request";

export interface EdgeArgs {
  readonly account: AccountContext;
  /** Bucket of the static files. */
  readonly site: StaticSite;
  /** Paths of files that are asked for by their own names, from the bucket. @default /assets/* */
  readonly assetPaths?: readonly string[] | undefined;
  /** Pages: rendered by a service, or stored in the bucket. */
  readonly pages: Pages;
  /** Releases of stored pages: the function for pages asks their store which one to give. @default pages at their own paths */
  readonly releases?: Pick<SiteReleases, "storeArn" | "ready"> | undefined;
  /** The backend, when browsers call it. @default not reachable from outside */
  readonly api?: ApiOrigin | undefined;
  /** Buckets of the application whose objects everybody may read; their policies are the caller's. @default none */
  readonly buckets?: readonly ServedBucket[] | undefined;
  /** The application's own name. @default the distribution's cloudfront.net name */
  readonly domain?: EdgeDomain | undefined;
  /** ARN of a WAF ACL of scope CLOUDFRONT. @default none */
  readonly webAclArn?: pulumi.Input<string> | undefined;
  /** Who is let in, before the application is public. @default everybody */
  readonly access?: EdgeAccess | undefined;
  /** Headers of every answer. @default DEFAULT_HEADERS */
  readonly headers?: HeaderSettings;
  /** @default PriceClass_100 */
  readonly priceClass?: string;
  /** ISO country codes that are let in. @default all */
  readonly allowCountries?: readonly string[];
  /** What the new default behaviour needs, so that a flip of the variant never meets a missing origin. */
  readonly ready: readonly pulumi.Resource[];
  /** Pulumi refuses to delete the distribution. @default false */
  readonly protect?: boolean;
}

/** Time for a change to reach every edge location. */
const ROLLOUT = "45m";

/**
 * The one CloudFront distribution, in both variants under the same name, so that DNS never changes.
 *
 * Creates the distribution, origin access control, response headers policies, the rewrite function, the site
 * bucket's policy, a VPC origin when there is an API, and alias records when there is a zone.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Invocations: 0.10 per 1M invocations
 * - Data out to viewers (first 10 TB): 0.085 per GB first 10 TB (US, EU); 1 TB/month free
 * - Data out to viewers (next 40 TB): 0.08 per GB
 * - HTTPS requests: 0.01 per 10k HTTPS (US); 10M/month free
 * - Data to the origin: 0.02 per GB uploaded to origin
 * </cost>
 *
 * @example
 * ```ts
 * const edge = new Edge("edge", {
 *   account,
 *   site,
 *   pages: { kind: "stored", policy: { value: "default-src 'self'", reportOnly: false } },
 *   api: {
 *     domainName: "api-internal.app.example.com",
 *     loadBalancerArn: loadBalancer.arn,
 *     createAfter: [network.internetGateway],
 *     protocol: "https",
 *     port: 443,
 *   },
 *   ready: site.objects,
 * });
 * ```
 */
export class Edge extends pulumi.ComponentResource {
  /** `https://…` of the application. */
  readonly url: pulumi.Output<string>;
  readonly distributionId: pulumi.Output<string>;
  readonly distributionArn: pulumi.Output<string>;
  /** Name at cloudfront.net. */
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:Edge", name, {}, opts);
    const { headers = DEFAULT_HEADERS, priceClass = "PriceClass_100", allowCountries = [], protect = false } = args;
    const { site, domain, assetPaths = ["/assets/*"] } = args;

    const accessControl = new aws.cloudfront.OriginAccessControl(
      name,
      {
        name: `${args.account.prefix}-${name}`,
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
      { parent: this },
    );
    const functions = createViewerFunctions(
      name,
      args.account,
      { access: args.access, redirect: domain && { to: domain.name, from: domain.redirects ?? [] } },
      args.releases,
      { parent: this },
    );
    const headersId = createResponseHeaders(`${name}-headers`, `${args.account.prefix}-${name}`, headers, {
      parent: this,
    }).id;
    const pages = servePages(name, args, headers, { headersId, functions }, { parent: this });
    const api = serveApi(name, args, { headersId, functions }, { parent: this });
    const attached = { functions, accessControlId: accessControl.id };
    const buckets = serveBuckets(name, args, headers, attached, { parent: this });

    const distribution = new aws.cloudfront.Distribution(
      name,
      {
        enabled: true,
        comment: args.account.prefix,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass,
        waitForDeployment: true,
        origins: [
          ...siteOrigins(site.bucketRegionalDomainName, accessControl.id),
          ...pages.origins,
          ...api.origins,
          ...buckets.origins,
        ],
        originGroups: [siteOriginGroup],
        defaultCacheBehavior: pages.defaultCacheBehavior,
        orderedCacheBehaviors: [
          ...assetPaths.map((pathPattern) => ({
            pathPattern,
            ...behaviours.storedFiles(headersId, functions.othersArn),
          })),
          ...api.behaviours,
          ...buckets.behaviours,
        ],
        defaultRootObject: pages.defaultRootObject,
        webAclId: args.webAclArn,
        restrictions: {
          geoRestriction:
            allowCountries.length === 0
              ? { restrictionType: "none" }
              : { restrictionType: "whitelist", locations: [...allowCountries] },
        },
        ...(domain === undefined
          ? { viewerCertificate: { cloudfrontDefaultCertificate: true } }
          : {
              aliases: hostsOf(domain),
              viewerCertificate: {
                acmCertificateArn: domain.certificateArn,
                sslSupportMethod: "sni-only",
                minimumProtocolVersion: "TLSv1.2_2021",
              },
            }),
      },
      {
        parent: this,
        protect,
        dependsOn: [...args.ready],
        customTimeouts: { create: ROLLOUT, update: ROLLOUT, delete: ROLLOUT },
      },
    );
    new aws.s3.BucketPolicy(
      name,
      { bucket: site.bucketName, policy: siteBucketPolicy(site.bucketArn, distribution.arn) },
      { parent: this, dependsOn: [site.publicAccessBlock] },
    );
    if (domain?.zoneId !== undefined) createAliasRecords(name, domain, domain.zoneId, distribution, { parent: this });

    this.url =
      domain === undefined
        ? pulumi.interpolate`https://${distribution.domainName}`
        : pulumi.output(`https://${domain.name}`);
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.domainName = distribution.domainName;
    this.registerOutputs({ url: this.url, distributionId: this.distributionId });
  }
}
