import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { PATHS_BESIDE_HEADER } from "./rule-values";

/**
 * Rules, before those of all services, by which a load balancer answers 404 to what CloudFront asks for at paths that are
 * not for browsers. CloudFront chooses the origin by the normalized path and sends the path as the viewer wrote it, so that
 * `/private/../api/x` comes here, and a rule for `/private/*` takes it.
 *
 * Sources: Amazon CloudFront developer guide, "Cache behavior settings", Path pattern ("Path normalization"),
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html; the same, "Request
 * and response behavior for custom origins" (`X-Amz-Cf-Id` is CloudFront's, whatever the viewer sent),
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function refuseFromEdge(
  name: string,
  { listenerArn, paths }: { readonly listenerArn: pulumi.Input<string>; readonly paths: readonly string[] },
  opts: { readonly parent: pulumi.Resource },
): void {
  for (let first = 0; first < paths.length; first += PATHS_BESIDE_HEADER) {
    const number = first / PATHS_BESIDE_HEADER + 1;
    new aws.lb.ListenerRule(
      `${name}-${number}`,
      {
        listenerArn,
        priority: number,
        conditions: [
          { pathPattern: { values: paths.slice(first, first + PATHS_BESIDE_HEADER) } },
          { httpHeader: { httpHeaderName: "X-Amz-Cf-Id", values: ["*"] } },
        ],
        actions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
      },
      { parent: opts.parent },
    );
  }
}
