import * as pulumi from "@pulumi/pulumi";

import { type Pages } from "../components/edge";
import { pagePolicy } from "./config";
import { type Foundation } from "./context";
import { uploadBuckets } from "./uses/bucket";

/** The content security policy of pages, which may send files to the buckets that take them. */
export function sentPolicy(
  { config, buckets }: Pick<Foundation, "config" | "buckets">,
  scriptHashes: readonly string[],
): NonNullable<Pages["policy"]> {
  const domains = uploadBuckets(config).flatMap((name) => buckets[name]?.regionalDomainName ?? []);
  if (domains.length === 0) return pagePolicy(config, scriptHashes);
  const value = pulumi.all(domains).apply(
    (names) =>
      pagePolicy(
        config,
        scriptHashes,
        names.map((name) => `https://${name}`),
      ).value,
  );
  return { value, reportOnly: config.edge.headers.contentSecurityPolicy.reportOnly };
}
