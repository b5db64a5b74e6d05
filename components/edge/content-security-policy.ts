import { createHash } from "node:crypto";

/** Directives by name, each with its sources or values. */
export type Directives = Readonly<Record<string, readonly string[]>>;

/** What a stack changes in the default policy. */
export interface PolicyChanges {
  /** Sources that join those of a directive, or of the directive that it falls back to. @default none */
  readonly add?: Directives;
  /** Directives that take the place of the default's. @default none */
  readonly replace?: Directives;
  /** Who may frame pages, where neither `add` nor `replace` says it. @default nobody */
  readonly frameAncestors?: "'none'" | "'self'" | undefined;
  /** Browsers report what they would block and block nothing. @default false */
  readonly reportOnly?: boolean;
}

/** Sources of inline scripts, as `'sha256-…'`, in the order of first appearance. */
export function inlineScriptHashes(html: string): string[] {
  const inline = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)].filter(
    ([, attributes = "", text = ""]) => !/\bsrc\s*=/i.test(attributes) && text !== "",
  );
  const hashes = inline.map(
    ([, , text = ""]) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`,
  );
  return [...new Set(hashes)];
}

/**
 * The policy of pages: own origin only, inline scripts by hash, no `unsafe-inline`, unless `changes` say otherwise.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(scriptHashes: readonly string[], changes: PolicyChanges = {}): string {
  const { add = {}, replace = {}, reportOnly = false } = changes;
  const replaced = { ...defaultDirectives(changes.frameAncestors), ...replace };
  const broadestFirst = Object.entries(add).sort(([a], [b]) => rankOf(a) - rankOf(b));
  const directives = broadestFirst.reduce(withMore, replaced);
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources, ...hashesFor(name, sources, scriptHashes)])
    .filter(([name = ""]) => !(reportOnly && ENFORCED_ONLY.has(name)))
    .map((parts) => parts.join(" "))
    .join("; ");
}

/** Without a meaning in a policy that is only reported: browsers complain about them. */
export const ENFORCED_ONLY: ReadonlySet<string> = new Set(["upgrade-insecure-requests", "sandbox"]);

const defaultDirectives = (frameAncestors = "'none'"): Directives => ({
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": [frameAncestors],
  "upgrade-insecure-requests": [],
});

/** What browsers take for a directive that is absent, besides `default-src` ("Get fetch directive fallback list", CSP). */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  "script-src-elem": ["script-src"],
  "script-src-attr": ["script-src"],
  "style-src-elem": ["style-src"],
  "style-src-attr": ["style-src"],
  "worker-src": ["child-src", "script-src"],
  "frame-src": ["child-src"],
  "fenced-frame-src": ["frame-src", "child-src"],
};

/** Those that others fall back to, each after those that it starts with itself. */
const BROAD = ["default-src", "script-src", "style-src", "child-src", "frame-src"];

const rankOf = (name: string): number => (BROAD.includes(name) ? BROAD.indexOf(name) : BROAD.length);

/** Adding never takes away: a directive that is new starts with what browsers took for it until now. */
function withMore(directives: Directives, [name, sources]: readonly [string, readonly string[]]): Directives {
  const has = (candidate: string): boolean => directives[candidate] !== undefined;
  // Workers look at child-src before script-src: a child-src that is new would take from them what scripts may load.
  if (name === "child-src" && !has(name) && !has("worker-src")) {
    return withMore(withMore(directives, ["worker-src", sources]), [name, sources]);
  }
  const chain = name.includes("-src") ? [name, ...(FALLBACKS[name] ?? []), "default-src"] : [name];
  const start = directives[chain.find(has) ?? name] ?? [];
  const all = [...start.filter((source) => source !== "'none'"), ...sources];
  return { ...directives, [name]: [...new Set(all)] };
}

/** A hash makes browsers ignore `'unsafe-inline'`, and `'none'` stands alone. */
function hashesFor(name: string, sources: readonly string[], hashes: readonly string[]): readonly string[] {
  const takesScripts = name === "script-src" || name === "script-src-elem";
  const isSettled = sources.includes("'unsafe-inline'") || sources.includes("'none'");
  return takesScripts && !isSettled ? hashes.filter((hash) => !sources.includes(hash)) : [];
}
