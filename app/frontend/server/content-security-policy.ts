import { randomBytes } from "node:crypto";

/** A header of a page, and what it says. */
export interface PolicyHeader {
  readonly name: "Content-Security-Policy" | "Content-Security-Policy-Report-Only";
  readonly value: string;
}

/** Everything comes from the page's own origin. */
export const DEFAULT_POLICY: PolicyHeader = {
  name: "Content-Security-Policy",
  value: [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
};

/** A value that no one can guess and that no other response shares: 128 bits. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * The policy for a page whose inline scripts carry `nonce`. The edge leaves it alone, as only the server knows the nonce.
 *
 * A nonce makes browsers ignore `'unsafe-inline'`, so a policy that allows every inline script gets none.
 */
export function withNonce(policy: string, nonce: string): string {
  return policy
    .split(";")
    .map((directive) => directive.trim())
    .map((directive) =>
      /^script-src(-elem)?(\s|$)/.test(directive) && !directive.includes("'unsafe-inline'")
        ? `${directive.replace(/\s+'none'$/, "")} 'nonce-${nonce}'`
        : directive,
    )
    .join("; ");
}
