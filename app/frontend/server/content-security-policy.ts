import { randomBytes } from "node:crypto";

/** A value that no one can guess and that no other response shares: 128 bits. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * The content security policy of a page whose inline scripts carry `nonce`.
 *
 * The edge leaves it alone, as only the server knows the nonce. Everything else comes from the page's own origin.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
