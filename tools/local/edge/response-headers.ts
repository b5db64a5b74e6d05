import { type ServerResponse } from "node:http";
import { type HeadersPolicy } from "../plan";

interface Rule {
  readonly header: string;
  readonly value: string;
  readonly override: boolean;
}

/**
 * Changes an answer's headers as a response headers policy does: removes first, then adds.
 *
 * @param localize puts addresses of this machine into a value.
 */
export function applyHeadersPolicy(
  response: ServerResponse,
  policy: HeadersPolicy,
  localize: (value: string) => string,
): void {
  for (const { header } of policy.removeHeadersConfig?.items ?? []) response.removeHeader(header);
  for (const { header, value, override } of rulesOf(policy)) {
    if (override || !response.hasHeader(header)) response.setHeader(header, localize(value));
  }
}

/** The policy as plain headers. */
export function rulesOf(policy: HeadersPolicy): Rule[] {
  const security = policy.securityHeadersConfig ?? {};
  const { strictTransportSecurity: hsts, contentTypeOptions: types, frameOptions: frames } = security;
  const { referrerPolicy: referrer, contentSecurityPolicy: content } = security;
  const rule = (header: string, value: string, { override }: { override: boolean }): Rule => ({
    header,
    value,
    override,
  });
  return [
    ...(hsts ? [rule("Strict-Transport-Security", transportSecurity(hsts), hsts)] : []),
    ...(types ? [rule("X-Content-Type-Options", "nosniff", types)] : []),
    ...(frames ? [rule("X-Frame-Options", frames.frameOption, frames)] : []),
    ...(referrer ? [rule("Referrer-Policy", referrer.referrerPolicy, referrer)] : []),
    ...(content ? [rule("Content-Security-Policy", content.contentSecurityPolicy, content)] : []),
    ...(policy.customHeadersConfig?.items ?? []),
  ];
}

function transportSecurity(hsts: { accessControlMaxAgeSec: number; includeSubdomains?: boolean; preload?: boolean }) {
  return [
    `max-age=${hsts.accessControlMaxAgeSec}`,
    ...(hsts.includeSubdomains === true ? ["includeSubDomains"] : []),
    ...(hsts.preload === true ? ["preload"] : []),
  ].join("; ");
}
