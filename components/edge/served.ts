import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import * as behaviours from "./behaviours";
import { type ApiOrigin, apiOrigin, type Pages, renderedPagesOrigin } from "./origins";
import { type HeadersConfig, type HeaderSettings, type PagePolicy, securityHeaders } from "./response-headers";
import { type ViewerFunctions } from "./viewer-functions";

type Origin = aws.types.input.cloudfront.DistributionOrigin;
type DefaultBehaviour = aws.types.input.cloudfront.DistributionDefaultCacheBehavior;
type OrderedBehaviour = aws.types.input.cloudfront.DistributionOrderedCacheBehavior;

/** What behaviours have in common. */
export interface Attached {
  readonly headersId: pulumi.Output<string>;
  readonly functions: ViewerFunctions;
}

interface Parent {
  readonly parent: pulumi.Resource;
}

/** Parts of the distribution that pages bring: they answer whatever no other behaviour does. */
interface ServedPages {
  readonly origins: Origin[];
  readonly defaultCacheBehavior: DefaultBehaviour;
  readonly defaultRootObject?: string;
}

/** Parts of the distribution that the API brings. */
interface ServedApi {
  readonly origins: Origin[];
  readonly behaviours: OrderedBehaviour[];
}

/** Pages from the service that renders them, or from the bucket; with headers of their own where they have a policy. */
export function servePages(
  name: string,
  { account, pages }: { readonly account: AccountContext; readonly pages: Pages },
  headers: HeaderSettings,
  { headersId, functions }: Attached,
  { parent }: Parent,
): ServedPages {
  const pageHeadersId = (policy: Omit<PagePolicy, "override"> | undefined, override: boolean) =>
    createResponseHeaders(
      `${name}-page-headers`,
      `${account.prefix}-${name}-pages`,
      headers,
      { parent },
      policy && { ...policy, override },
    ).id;
  const { policy } = pages;
  switch (pages.kind) {
    case "rendered":
      return {
        origins: [renderedPagesOrigin(pages.origin)],
        // A server that sends a policy of its own, with a nonce in it, knows better.
        defaultCacheBehavior: behaviours.renderedPages(
          policy === undefined ? headersId : pageHeadersId(policy, false),
          functions.othersArn,
        ),
      };
    case "stored":
      return {
        origins: [],
        defaultCacheBehavior: behaviours.storedPages(pageHeadersId(policy, true), functions.storedPagesArn),
        defaultRootObject: "index.html",
      };
  }
}

/** The paths of the API, when browsers call the backend. */
export function serveApi(
  name: string,
  { account, api }: { readonly account: AccountContext; readonly api?: ApiOrigin | undefined },
  { headersId, functions }: Attached,
  { parent }: Parent,
): ServedApi {
  if (api === undefined) return { origins: [], behaviours: [] };
  const vpcOrigin = createVpcOrigin(name, account, api, { parent });
  return {
    origins: [apiOrigin(api.domainName, vpcOrigin.id)],
    behaviours: (api.paths ?? ["/api/*"]).map((pathPattern) => ({
      pathPattern,
      ...behaviours.api(headersId, functions.othersArn),
    })),
  };
}

/** Headers that CloudFront adds to answers. */
export function createResponseHeaders(
  name: string,
  physicalName: string,
  headers: HeaderSettings,
  { parent }: Parent,
  policy?: PagePolicy,
): aws.cloudfront.ResponseHeadersPolicy {
  return createHeadersPolicy(name, { name: physicalName, ...securityHeaders(headers, policy) }, { parent });
}

/** A response headers policy under its name in AWS. */
export function createHeadersPolicy(
  name: string,
  args: HeadersConfig & { readonly name: string },
  { parent }: Parent,
): aws.cloudfront.ResponseHeadersPolicy {
  return new aws.cloudfront.ResponseHeadersPolicy(name, args, { parent });
}

/** A VPC origin cannot be changed while in use, so what would change it is part of its name. */
function createVpcOrigin(
  name: string,
  account: AccountContext,
  api: ApiOrigin,
  { parent }: Parent,
): aws.cloudfront.VpcOrigin {
  const key = `${name}-api-${api.protocol}-${api.port}`;
  return new aws.cloudfront.VpcOrigin(
    key,
    {
      vpcOriginEndpointConfig: {
        name: `${account.prefix}-${key}`,
        arn: api.loadBalancerArn,
        httpPort: api.protocol === "http" ? api.port : 80,
        httpsPort: api.protocol === "https" ? api.port : 443,
        originProtocolPolicy: api.protocol === "https" ? "https-only" : "http-only",
        originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
      },
    },
    {
      parent,
      dependsOn: [...api.createAfter],
      ignoreChanges: ["tags", "tagsAll"],
      customTimeouts: { create: "30m", update: "30m", delete: "30m" },
    },
  );
}
