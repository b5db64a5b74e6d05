/**
 * Ids of CloudFront's managed policies. They are the same in every account, and looking them up would need credentials.
 *
 * @see "Use managed cache policies" and "Use managed origin request policies", CloudFront developer guide
 */
export const cachePolicyIds = {
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
} as const;

export const originRequestPolicyIds = {
  /** All headers, with the viewer's Host. */
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  /** All headers, with the origin's own Host. */
  allViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
} as const;
