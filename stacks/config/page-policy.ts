import { readFileSync } from "node:fs";

import { contentSecurityPolicy, inlineScriptHashes } from "../../components/edge/content-security-policy";
import { type PagePolicy } from "../../components/edge/response-headers";
import { isPage, type SiteFile } from "../../components/edge/site-files";
import { type WebappConfig } from "./schema";

/** The content security policy that the settings make of the default. */
export function pagePolicy({ edge }: WebappConfig, scriptHashes: readonly string[]): Omit<PagePolicy, "override"> {
  const { contentSecurityPolicy: changes, frameOptions } = edge.headers;
  const frameAncestors = frameOptions === "SAMEORIGIN" ? "'self'" : "'none'";
  return {
    value: contentSecurityPolicy(scriptHashes, { ...changes, frameAncestors }),
    reportOnly: changes.reportOnly,
  };
}

/** Whether the settings ask for another policy than the one that a server of rendered pages sends anyway. */
export const hasOwnPolicy = ({ edge }: WebappConfig): boolean => {
  const { add, replace, reportOnly } = edge.headers.contentSecurityPolicy;
  const changes = Object.keys({ ...add, ...replace }).length > 0;
  return changes || reportOnly || edge.headers.frameOptions === "SAMEORIGIN";
};

/** Sources of all inline scripts in the pages of a site. */
export function scriptHashesOf(files: readonly SiteFile[]): string[] {
  const pages = files.filter(({ key }) => isPage(key));
  return [...new Set(pages.flatMap(({ path }) => inlineScriptHashes(readFileSync(path, "utf8"))))];
}
