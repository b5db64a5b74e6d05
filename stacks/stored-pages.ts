import { type SiteFile, SiteReleases, type StaticSite } from "../components/edge";
import { scriptHashesOf } from "./config";
import { type Foundation, type FrontEnd } from "./context";
import { sentPolicy } from "./sent-policy";

/** Pages of the single-page application, from the bucket; browsers call the backend themselves. */
export function createStoredPages(
  foundation: Foundation,
  site: StaticSite,
  files: readonly SiteFile[],
): Pick<FrontEnd, "pages" | "ready" | "releases" | "services"> {
  const releases = createReleases(foundation, site, files);
  return {
    releases,
    pages: { kind: "stored", policy: sentPolicy(foundation, scriptHashesOf(files)) },
    services: [],
    // The VPC origin exists minutes before anything may pass to it without the rule that admits CloudFront.
    ready: [foundation.security, ...site.objects],
  };
}

function createReleases(
  { account, config, opts }: Foundation,
  site: StaticSite,
  files: readonly SiteFile[],
): SiteReleases | undefined {
  const { keepReleases, release } = config.spa;
  if (keepReleases === 0) return undefined;
  return new SiteReleases("site-releases", { account, site, files, current: release }, opts);
}
