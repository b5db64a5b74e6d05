import { type SiteFile, type StaticSite } from "../components/edge";
import { scriptHashesOf } from "./config";
import { type Foundation, type FrontEnd } from "./context";
import { sentPolicy } from "./sent-policy";

/** Pages of the single-page application, from the bucket; browsers call the backend themselves. */
export function createStoredPages(
  foundation: Foundation,
  site: StaticSite,
  files: readonly SiteFile[],
): Pick<FrontEnd, "pages" | "ready" | "services"> {
  return {
    pages: { kind: "stored", policy: sentPolicy(foundation, scriptHashesOf(files)) },
    services: [],
    // The VPC origin exists minutes before anything may pass to it without the rule that admits CloudFront.
    ready: [foundation.security, ...site.objects],
  };
}
