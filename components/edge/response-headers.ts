import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

interface CustomHeader<Text> {
  readonly header: string;
  readonly value: Text;
  readonly override: boolean;
}

/** What a response headers policy of CloudFront is made from. */
export interface HeadersConfig<Text extends pulumi.Input<string> = pulumi.Input<string>> {
  readonly securityHeadersConfig: aws.types.input.cloudfront.ResponseHeadersPolicySecurityHeadersConfig;
  readonly customHeadersConfig: { readonly items: CustomHeader<Text | string>[] };
  readonly removeHeadersConfig: { readonly items: { readonly header: string }[] };
}

export const FRAME_OPTIONS = ["DENY", "SAMEORIGIN", "none"] as const;

export const REFERRER_POLICIES = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;

/** Headers of every answer. */
export interface HeaderSettings {
  /** X-Frame-Options; `none` sends none. */
  readonly frameOptions: (typeof FRAME_OPTIONS)[number];
  readonly referrerPolicy: (typeof REFERRER_POLICIES)[number];
  readonly strictTransportSecurity: {
    readonly maxAgeSeconds: number;
    readonly includeSubdomains: boolean;
    /** Asks browsers to ship with the domain in their list, which takes months to undo. */
    readonly preload: boolean;
  };
  /** Headers of one's own by name; one of `COMMON_HEADERS` takes the place of that. */
  readonly own: Readonly<Record<string, string>>;
}

/** Two years, which the list that browsers ship with asks for (https://hstspreload.org). */
export const TWO_YEARS_SECONDS = 63_072_000;

export const DEFAULT_HEADERS: HeaderSettings = {
  frameOptions: "DENY",
  referrerPolicy: "strict-origin-when-cross-origin",
  strictTransportSecurity: { maxAgeSeconds: TWO_YEARS_SECONDS, includeSubdomains: true, preload: false },
  own: {},
};

/** Headers that CloudFront has no setting for; those of one's own may replace them. */
const COMMON_HEADERS: Readonly<Record<string, string>> = {
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** The content security policy of pages. */
export interface PagePolicy<Text extends pulumi.Input<string> = pulumi.Input<string>> {
  readonly value: Text;
  /** Browsers report only. CloudFront has no setting for that header, so it is a custom one. */
  readonly reportOnly: boolean;
  /** Takes the place of a policy that the origin sends. */
  readonly override: boolean;
}

/**
 * Security headers of every answer. Without a `policy` the origin's own passes through: the server that renders pages
 * sends one with a nonce for each request.
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export function securityHeaders<Text extends pulumi.Input<string> = string>(
  settings: HeaderSettings,
  policy?: PagePolicy<Text>,
): HeadersConfig<Text> {
  const { frameOptions, referrerPolicy, strictTransportSecurity } = settings;
  return {
    securityHeadersConfig: {
      strictTransportSecurity: {
        accessControlMaxAgeSec: strictTransportSecurity.maxAgeSeconds,
        includeSubdomains: strictTransportSecurity.includeSubdomains,
        preload: strictTransportSecurity.preload,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: frameOptions === "none" ? undefined : { frameOption: frameOptions, override: true },
      referrerPolicy: { referrerPolicy, override: true },
      contentSecurityPolicy:
        policy === undefined || policy.reportOnly
          ? undefined
          : { contentSecurityPolicy: policy.value, override: policy.override },
    },
    customHeadersConfig: { items: customHeaders(settings, policy) },
    removeHeadersConfig: { items: [{ header: "Server" }, { header: "X-Powered-By" }] },
  };
}

/** Nothing of a document runs, loads or is sent: https://www.w3.org/TR/CSP3/#directive-sandbox. */
const INERT = "default-src 'none'; sandbox";

/**
 * Headers of objects that users have stored: browsers save them instead of showing them, and where one is shown all the
 * same (a frame, an old browser) no script of it runs, and it has an origin of its own. Pictures in pages stay pictures.
 *
 * Source: OWASP, "File Upload Cheat Sheet", https://cheatsheetseries.owasp.org/cheatsheets/File_Upload_Cheat_Sheet.html.
 */
export function downloadHeaders(settings: HeaderSettings): HeadersConfig<string> {
  const config = securityHeaders(settings, { value: INERT, reportOnly: false, override: true });
  const attachment = { header: "Content-Disposition", value: "attachment", override: true };
  return { ...config, customHeadersConfig: { items: [...config.customHeadersConfig.items, attachment] } };
}

function customHeaders<Text extends pulumi.Input<string>>(
  { own }: HeaderSettings,
  policy: PagePolicy<Text> | undefined,
): CustomHeader<Text | string>[] {
  const named = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const common = Object.entries(COMMON_HEADERS).filter(([name]) => !named.has(name.toLowerCase()));
  const items = [...common, ...Object.entries(own)].map(([header, value]) => ({ header, value, override: true }));
  if (policy?.reportOnly !== true) return items;
  const { value, override } = policy;
  return [...items, { header: "Content-Security-Policy-Report-Only", value, override }];
}
