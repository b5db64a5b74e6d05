import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { cachePolicyIds, originRequestPolicyIds } from "./managed-policies";
import { originIds } from "./origins";

type FunctionArn = pulumi.Input<string> | undefined;
type Behaviour = aws.types.input.cloudfront.DistributionDefaultCacheBehavior;

const readOnly = ["GET", "HEAD", "OPTIONS"];
const everyMethod = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const cachedMethods = ["GET", "HEAD"];

const common = { viewerProtocolPolicy: "redirect-to-https", cachedMethods, compress: true } as const;

const onViewerRequest = (functionArn: FunctionArn): Pick<Behaviour, "functionAssociations"> =>
  functionArn === undefined ? {} : { functionAssociations: [{ eventType: "viewer-request", functionArn }] };

/** Pages rendered by a service: nothing is cached, and the viewer's Host arrives, so form posts and redirects see it. */
export function renderedPages(responseHeadersPolicyId: pulumi.Input<string>, functionArn?: FunctionArn): Behaviour {
  return {
    ...common,
    targetOriginId: originIds.renderedPages,
    allowedMethods: everyMethod,
    cachePolicyId: cachePolicyIds.cachingDisabled,
    originRequestPolicyId: originRequestPolicyIds.allViewer,
    responseHeadersPolicyId,
    ...onViewerRequest(functionArn),
  };
}

/** Pages from the bucket, where a path without a file is rewritten to index.html. */
export function storedPages(
  responseHeadersPolicyId: pulumi.Input<string>,
  rewriteArn: pulumi.Input<string>,
): Behaviour {
  return storedFiles(responseHeadersPolicyId, rewriteArn);
}

/** Files from the bucket; the Host must be the bucket's own, or the signature does not match. */
export function storedFiles(responseHeadersPolicyId: pulumi.Input<string>, functionArn?: FunctionArn): Behaviour {
  return {
    ...common,
    targetOriginId: originIds.siteGroup,
    allowedMethods: readOnly,
    cachePolicyId: cachePolicyIds.cachingOptimized,
    responseHeadersPolicyId,
    ...onViewerRequest(functionArn),
  };
}

/** Objects of a bucket of the application, read only: what is stored anew under a key is seen when its copy has aged. */
export function storedObjects(
  originId: string,
  responseHeadersPolicyId: pulumi.Input<string>,
  functionArn?: FunctionArn,
): Behaviour {
  return { ...storedFiles(responseHeadersPolicyId, functionArn), targetOriginId: originId };
}

/** The backend's API: every method, never cached, with the origin's own Host since its certificate holds that name. */
export function api(responseHeadersPolicyId: pulumi.Input<string>, functionArn?: FunctionArn): Behaviour {
  return {
    ...common,
    targetOriginId: originIds.api,
    allowedMethods: everyMethod,
    cachePolicyId: cachePolicyIds.cachingDisabled,
    originRequestPolicyId: originRequestPolicyIds.allViewerExceptHostHeader,
    responseHeadersPolicyId,
    ...onViewerRequest(functionArn),
  };
}
