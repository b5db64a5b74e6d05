import { createHash } from "node:crypto";

/** Hashes of the inline scripts of a page, as a policy names them. */
export const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)].flatMap(([, attributes = "", code = ""]) =>
    /\bsrc\s*=/i.test(attributes) || code === ""
      ? []
      : [`'sha256-${createHash("sha256").update(code, "utf8").digest("base64")}'`],
  );

/**
 * Whether a browser runs all inline scripts of a page under a policy.
 *
 * Source: W3C, Content Security Policy Level 3, "Does element match source list for type and source?",
 * https://www.w3.org/TR/CSP3/#match-element-to-source-list
 */
export function runsScripts(html: string, policy: string): boolean {
  const directives = new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name.toLowerCase(), sources] as const;
    }),
  );
  const sources = ["script-src-elem", "script-src", "default-src"].flatMap((name) => directives.get(name) ?? []);
  if (sources.length === 0) return true;
  const named = sources.some((source) => /^'(sha\d+|nonce)-/.test(source));
  if (sources.includes("'unsafe-inline'") && !named) return true;
  return scriptsOf(html).every((hash) => sources.includes(hash));
}
