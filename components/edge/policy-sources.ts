/**
 * What may stand in a content security policy.
 *
 * @see "Directives" and "Source lists", https://www.w3.org/TR/CSP3/
 */
type Kind = "sources" | "frames" | "flag" | "tokens" | "reports" | "group" | "scripts" | "policies";

const fetchDirectives = [
  "child-src",
  "connect-src",
  "default-src",
  "fenced-frame-src",
  "font-src",
  "frame-src",
  "img-src",
  "manifest-src",
  "media-src",
  "object-src",
  "script-src",
  "script-src-attr",
  "script-src-elem",
  "style-src",
  "style-src-attr",
  "style-src-elem",
  "worker-src",
];

const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(fetchDirectives.map((name) => [name, "sources" as const])),
  "base-uri": "sources",
  "form-action": "sources",
  "frame-ancestors": "frames",
  sandbox: "tokens",
  "upgrade-insecure-requests": "flag",
  "report-uri": "reports",
  "report-to": "group",
  "require-trusted-types-for": "scripts",
  "trusted-types": "policies",
};

/** Names of directives that a policy may hold. */
export const DIRECTIVES: readonly string[] = Object.keys(kinds);

const KEYWORDS = [
  "self",
  "none",
  "unsafe-inline",
  "unsafe-eval",
  "unsafe-hashes",
  "wasm-unsafe-eval",
  "strict-dynamic",
  "report-sample",
  "inline-speculation-rules",
];
const HASH = /^'sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}'$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:$/i;
const HOST =
  /^([a-z][a-z0-9+.-]*:\/\/)?(\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*)(:(\d{1,5}|\*))?(\/[\w.~!$&()*+=:@%/-]*)?$/i;

/** What is wrong with the values of a directive, one line for each; nothing when they are right. */
export function directiveProblems(name: string, values: readonly string[]): string[] {
  const kind = kinds[name];
  if (kind === undefined) return [];
  if (kind === "flag") return values.length === 0 ? [] : ["takes no values: give an empty list"];
  if (values.length === 0 && kind !== "tokens") return [`is empty: write "'none'" to allow nothing`];
  const alone = values.includes("'none'") && values.length > 1 ? ["'none' must stand alone"] : [];
  return [...alone, ...values.flatMap((value) => problemOf(kind, value) ?? [])];
}

function problemOf(kind: Exclude<Kind, "flag">, value: string): string | undefined {
  if (/[;,\s]/.test(value) || value === "") return `${quoted(value)} holds a space, a comma or a semicolon, or nothing`;
  // A header that breaks its line would start another one; browsers read ASCII only.
  if (!/^[\x21-\x7e]+$/.test(value)) return `${quoted(value)} holds characters that are not ASCII`;
  switch (kind) {
    case "sources":
      return sourceProblem(value);
    case "frames":
      return value === "'self'" || value === "'none'" || !value.startsWith("'")
        ? sourceProblem(value)
        : `${quoted(value)} is no ancestor: 'self', 'none', a scheme or a host`;
    case "tokens":
      return /^allow-[a-z-]+$/.test(value) ? undefined : `${quoted(value)} is no permission such as allow-scripts`;
    case "reports":
      return /^(https:\/\/|\/)[^'"]*$/.test(value) ? undefined : `${quoted(value)} is no https address or path`;
    case "group":
      return /^[\w-]+$/.test(value) ? undefined : `${quoted(value)} is no name of an endpoint`;
    case "scripts":
      return value === "'script'" ? undefined : `${quoted(value)} must be 'script'`;
    case "policies":
      return /^('none'|'allow-duplicates'|\*|[\w\-#=/@.%]+)$/.test(value)
        ? undefined
        : `${quoted(value)} is no name of a policy`;
  }
}

function sourceProblem(value: string): string | undefined {
  const bare = value.replaceAll("'", "");
  if (KEYWORDS.includes(bare.toLowerCase())) {
    return value === `'${bare}'` ? undefined : `${quoted(value)} is a keyword: write "'${bare}'"`;
  }
  if (/^'?nonce-/i.test(value))
    return `${quoted(value)} would be the same in every answer: only a server makes a nonce`;
  if (/^'?sha\d+-/i.test(value)) {
    return HASH.test(value) ? undefined : `${quoted(value)} is no hash: 'sha256-<base64>', in single quotes`;
  }
  return SCHEME.test(value) || HOST.test(value)
    ? undefined
    : `${quoted(value)} is no source: a keyword in single quotes, a scheme such as data:, or a host without query`;
}

const quoted = (value: string): string => JSON.stringify(value);
