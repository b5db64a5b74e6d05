import { readFileSync } from "node:fs";
import { join } from "node:path";

import { SHARED_PATH } from "./shared-paths";

/** What happens to a request before CloudFront looks for an answer. */
export interface ViewerRequest {
  /** Who is let in; everybody else gets 401 or 403. @default everybody */
  readonly access?: EdgeAccess | undefined;
  /** Hosts that are sent to another one. @default none */
  readonly redirect?: { readonly to: string; readonly from: readonly string[] } | undefined;
  /** Whether pages are those of the release that the function's key value store names. @default false */
  readonly releases?: boolean | undefined;
}

/** Who is let in: one of the two is enough. */
export interface EdgeAccess {
  /** IPv4 and IPv6 networks, such as `192.0.2.0/24` and `2001:db8::/32`. */
  readonly networks: readonly string[];
  /** SHA-256 of `user:password` in hexadecimal digits, for HTTP basic authentication. */
  readonly credentials: readonly string[];
}

/** Code of a CloudFront function ("Quotas", CloudFront developer guide). */
export const FUNCTION_BYTES = 10 * 1024;

/**
 * Code of the function on viewer requests: CloudFront runs one a behaviour, so what is asked for is chained in it.
 *
 * @param rewrites whether paths without a file extension become `index.html`.
 * @returns undefined when there is nothing to do.
 */
export function viewerRequestCode(
  { access, redirect, releases = false }: ViewerRequest,
  rewrites: boolean,
): string | undefined {
  const hosts = redirect === undefined || redirect.from.length === 0 ? undefined : redirect;
  const steps = [
    ...(hosts === undefined ? [] : ["redirect"]),
    ...(access === undefined ? [] : ["access"]),
    ...(rewrites ? ["rewrite"] : []),
    ...(rewrites && releases ? ["release"] : []),
  ];
  if (steps.length === 0) return undefined;
  if (steps.length === 1 && rewrites) return sourceOf("rewrite");
  const settings = { ...access, ...(hosts && { host: hosts.to, redirects: hosts.from }) };
  const code = [
    `var settings = ${JSON.stringify(settings)};`,
    ...steps.map((step) => sourceOf(step).replace("function handler(", `function ${step}(`)),
    CHAIN.replace("STEPS", steps.join(", ")),
  ].join("\n");
  return steps.includes("release") ? withStore(code) : code;
}

/**
 * The store is a module, and reading it is asynchronous.
 *
 * Source: CloudFront developer guide, "Helper methods for key value stores"
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-custom-methods.html).
 */
function withStore(code: string): string {
  const imports = code.includes('require("crypto")') ? ["import crypto from 'crypto';"] : [];
  return [
    ...imports,
    "import cf from 'cloudfront';",
    "var store = cf.kvs();",
    `var SHARED_PATH = ${SHARED_PATH.toString()};`,
    code
      .replaceAll('require("crypto")', "crypto")
      .replace("\nfunction handler(", "\nasync function handler(")
      .replace("= steps[index](event)", "= await steps[index](event)"),
  ].join("\n");
}

/** A step answers with a request, which goes on, or with a response, which is the end. */
const CHAIN = `function handler(event) {
  var steps = [STEPS];
  for (var index = 0; index < steps.length; index++) {
    var result = steps[index](event);
    if ("statusCode" in result) return result;
    event.request = result;
  }
  return event.request;
}
`;

/** Comments are for readers, and CloudFront counts every byte. */
const sourceOf = (step: string): string => {
  const text = readFileSync(join(__dirname, `${step}.js`), "utf8");
  return step === "rewrite" ? text : text.replace(/^\s*(\/\/|\/\*).*\n/gm, "");
};
