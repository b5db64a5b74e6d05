import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { refuse } from "../errors";
import { type SiteReleases } from "./site-releases";
import { FUNCTION_BYTES, type ViewerRequest, viewerRequestCode } from "./viewer-request";

/** Functions that CloudFront runs on viewer requests. */
export interface ViewerFunctions {
  /** For pages from the bucket: also turns paths without a file extension into `index.html`. */
  readonly storedPagesArn: pulumi.Output<string>;
  /** For every other behaviour. @default nothing has to be done there */
  readonly othersArn?: pulumi.Output<string> | undefined;
}

export function createViewerFunctions(
  name: string,
  account: AccountContext,
  viewerRequest: Omit<ViewerRequest, "releases">,
  releases: Pick<SiteReleases, "storeArn" | "ready"> | undefined,
  { parent }: { readonly parent: pulumi.Resource },
): ViewerFunctions {
  const create = (suffix: string, comment: string, code: string, reads?: typeof releases) => {
    const bytes = Buffer.byteLength(code);
    refuse(
      name,
      bytes <= FUNCTION_BYTES ? [] : [`its function has ${bytes} bytes; CloudFront takes ${FUNCTION_BYTES}`],
    );
    return new aws.cloudfront.Function(
      `${name}-${suffix}`,
      {
        name: `${account.prefix}-${name}-${suffix}`,
        runtime: "cloudfront-js-2.0",
        comment,
        code,
        publish: true,
        ...(reads && { keyValueStoreAssociations: [reads.storeArn] }),
      },
      { parent, ...(reads && { dependsOn: [reads.ready] }) },
    ).arn;
  };
  const others = viewerRequestCode(viewerRequest, false);
  return {
    storedPagesArn: create(
      "rewrite",
      "Paths without a file extension are pages of the single-page application",
      viewerRequestCode({ ...viewerRequest, releases: releases !== undefined }, true) ?? "",
      releases,
    ),
    othersArn: others === undefined ? undefined : create("request", "Who is let in, and which host answers", others),
  };
}
