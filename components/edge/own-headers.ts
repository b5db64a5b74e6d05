/** Headers of answers that CloudFront sets itself or never passes on, by the start of their names. */
const CLOUDFRONTS = ["x-amz-cf-", "x-amzn-", "x-edge-", "x-accel-", "x-cache", "x-forwarded-proto", "x-real-ip"];

/** Headers of one connection (RFC 9110, 7.6.1), which an answer cannot set. */
const CONNECTIONS = [
  "connection",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "warning",
];

/** Headers that say something of one answer, and would be wrong of all. */
const ONE_ANSWERS = [
  "age",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-range",
  "content-type",
  "date",
  "etag",
  "expires",
  "last-modified",
  "location",
  "server",
  "set-cookie",
  "vary",
];

/** Headers that CloudFront takes in settings of their own only, with the key of ours that sets them. */
const SETTINGS: Readonly<Record<string, string>> = {
  "content-security-policy": "edge.headers.contentSecurityPolicy",
  "content-security-policy-report-only": "edge.headers.contentSecurityPolicy.reportOnly",
  "referrer-policy": "edge.headers.referrerPolicy",
  "strict-transport-security": "edge.headers.strictTransportSecurity",
  "x-frame-options": "edge.headers.frameOptions",
};

/** CloudFront's quotas for a response headers policy ("Quotas", CloudFront developer guide). */
export const HEADER_LIMITS = { headers: 10, name: 256, value: 1783, together: 10_240 } as const;

/** Why CloudFront, or a browser, would refuse a header of one's own; nothing when it is right. */
export function ownHeaderProblem(name: string, value: string): string | undefined {
  return nameProblem(name) ?? valueProblem(value);
}

function nameProblem(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return "is no name of a header";
  if (name.length > HEADER_LIMITS.name) return `is longer than ${HEADER_LIMITS.name} characters`;
  const setting = SETTINGS[lower];
  if (setting !== undefined) return `is set by webapp:${setting}`;
  if (lower === "x-content-type-options") return "is always sent, as nosniff";
  if (lower === "x-xss-protection") return "has no use: browsers dropped it, and it opened holes while they had it";
  if (lower.startsWith("access-control-")) return "is for the backend to send: it depends on who asks";
  if (CONNECTIONS.includes(lower) || CLOUDFRONTS.some((start) => lower.startsWith(start))) {
    return "is CloudFront's own: it refuses to set it";
  }
  return ONE_ANSWERS.includes(lower) ? "says something of one answer, and would be the same in all" : undefined;
}

function valueProblem(value: string): string | undefined {
  if (!/^[\x20-\x7e]*$/.test(value)) return "holds a line break or characters that are not ASCII";
  if (value !== value.trim()) return "starts or ends with a space";
  if (value.length > HEADER_LIMITS.value)
    return `has ${value.length} characters; CloudFront takes ${HEADER_LIMITS.value}`;
  return undefined;
}
