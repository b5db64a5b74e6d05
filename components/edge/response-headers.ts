import type * as aws from "@pulumi/aws";

type Config = Omit<aws.cloudfront.ResponseHeadersPolicyArgs, "name">;

const TWO_YEARS_SECONDS = 63_072_000;

/**
 * Security headers of every answer. Without a `contentSecurityPolicy` the origin's own passes through: the server
 * that renders pages sends one with a nonce for each request.
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export function securityHeaders(contentSecurityPolicy?: string): Config {
  return {
    securityHeadersConfig: {
      strictTransportSecurity: {
        accessControlMaxAgeSec: TWO_YEARS_SECONDS,
        includeSubdomains: true,
        preload: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
      contentSecurityPolicy:
        contentSecurityPolicy === undefined ? undefined : { contentSecurityPolicy, override: true },
    },
    customHeadersConfig: {
      items: [
        { header: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()", override: true },
        { header: "Cross-Origin-Opener-Policy", value: "same-origin", override: true },
      ],
    },
    removeHeadersConfig: { items: [{ header: "Server" }, { header: "X-Powered-By" }] },
  };
}
