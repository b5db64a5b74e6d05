import { readFileSync } from "node:fs";

import {
  contentSecurityPolicy,
  inlineScriptHashes,
  type SiteFile,
  siteFiles,
  type StaticSite,
} from "../components/edge";
import { type Backend } from "./backend";
import { BUILD_COMMAND } from "./config";
import { type Foundation } from "./context";
import { apiOriginOf, type FrontEnd } from "./front-end";

/** All files of the built single-page application. */
export const spaFiles = (foundation: Foundation): SiteFile[] => siteFiles(foundation.config.spa.content, BUILD_COMMAND);

/** Stored pages; browsers call the backend themselves. */
export function createSpa(
  foundation: Foundation,
  backend: Backend,
  site: StaticSite,
  files: readonly SiteFile[],
): FrontEnd {
  const pages = files.filter((file) => file.key.endsWith(".html"));
  const hashes = pages.flatMap((page) => inlineScriptHashes(readFileSync(page.path, "utf8")));
  return {
    api: apiOriginOf(foundation, backend),
    contentSecurityPolicy: contentSecurityPolicy([...new Set(hashes)]),
    // The VPC origin exists minutes before anything may pass to it without the rule that admits CloudFront.
    ready: [foundation.security, ...site.objects],
  };
}
