import { readFileSync } from "node:fs";

import { contentSecurityPolicy, inlineScriptHashes, type SiteFile, type StaticSite } from "../components/edge";
import { type Foundation, type FrontEnd } from "./context";

/** Pages of the single-page application, from the bucket; browsers call the backend themselves. */
export function createStoredPages(
  { security }: Foundation,
  site: StaticSite,
  files: readonly SiteFile[],
): Pick<FrontEnd, "pages" | "ready" | "services"> {
  const pages = files.filter((file) => file.key.endsWith(".html"));
  const hashes = pages.flatMap((page) => inlineScriptHashes(readFileSync(page.path, "utf8")));
  return {
    pages: { kind: "stored", contentSecurityPolicy: contentSecurityPolicy([...new Set(hashes)]) },
    services: [],
    // The VPC origin exists minutes before anything may pass to it without the rule that admits CloudFront.
    ready: [security, ...site.objects],
  };
}
