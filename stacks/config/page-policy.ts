import { readFileSync } from "node:fs";

import {
  contentSecurityPolicy,
  inlineScriptHashes,
  type PolicyChanges,
} from "../../components/edge/content-security-policy";
import { type PagePolicy } from "../../components/edge/response-headers";
import { isPage, type SiteFile } from "../../components/edge/site-files";
import { uploadBuckets } from "../uses/bucket";
import { type WebappConfig } from "./schema";

/** The content security policy that the settings make of the default. */
export function pagePolicy(
  { edge }: WebappConfig,
  scriptHashes: readonly string[],
  uploadOrigins: readonly string[] = [],
): Omit<PagePolicy<string>, "override"> {
  const { contentSecurityPolicy: changes, frameOptions } = edge.headers;
  const frameAncestors = frameOptions === "SAMEORIGIN" ? "'self'" : "'none'";
  return {
    value: contentSecurityPolicy(scriptHashes, { ...withUploads(changes, uploadOrigins), frameAncestors }),
    reportOnly: changes.reportOnly,
  };
}

/** Pages connect to the buckets that they send files to, whatever the settings make of the rest. */
function withUploads(changes: PolicyChanges, origins: readonly string[]): PolicyChanges {
  if (origins.length === 0) return changes;
  const { "connect-src": connect = [], ...add } = changes.add ?? {};
  return { ...changes, add: { ...add, "connect-src": [...connect, ...origins] } };
}

/** Whether the settings ask for another policy than the one that a server of rendered pages sends anyway. */
export const hasOwnPolicy = (config: WebappConfig): boolean => {
  const { edge } = config;
  const { add, replace, reportOnly } = edge.headers.contentSecurityPolicy;
  const changes = Object.keys({ ...add, ...replace }).length > 0;
  return changes || reportOnly || uploadBuckets(config).length > 0 || edge.headers.frameOptions === "SAMEORIGIN";
};

/** Sources of all inline scripts in the pages of a site. */
export function scriptHashesOf(files: readonly SiteFile[]): string[] {
  const pages = files.filter(({ key }) => isPage(key));
  return [...new Set(pages.flatMap(({ path }) => inlineScriptHashes(readFileSync(path, "utf8"))))];
}
