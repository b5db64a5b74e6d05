import { inputRule, isTrue, oneOf } from "../makers";
import { type Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";

const HEADERS = { type: T.responseHeaders, severity: "medium" } as const;
const hsts = "securityHeadersConfig.strictTransportSecurity";

/** Headers that CloudFront adds to answers. */
export const responseHeaderRules: readonly Rule[] = [
  inputRule({
    ...HEADERS,
    id: "edge-hsts",
    answers: "CKV_AWS_259",
    title: "Browsers come back by HTTPS only, for a year",
    fix: "Set accessControlMaxAgeSec to 31536000 or more.",
    path: `${hsts}.accessControlMaxAgeSec`,
    accepts: (seconds) => Number(seconds) >= 31_536_000,
    good: 31_536_000,
    bad: 3600,
  }),
  ...(["override", "includeSubdomains", "preload"] as const).map((field) =>
    inputRule({
      ...HEADERS,
      id: `edge-hsts-${field === "includeSubdomains" ? "subdomains" : field}`,
      answers: "CKV_AWS_259",
      title: "The HSTS header is complete, and the origin cannot weaken it",
      fix: `Set ${field} to true.`,
      path: `${hsts}.${field}`,
      accepts: isTrue,
      good: true,
      bad: false,
    }),
  ),
  inputRule({
    ...HEADERS,
    id: "edge-no-framing",
    severity: "low",
    title: "No other site may frame this one",
    fix: "Set frameOption to DENY.",
    path: "securityHeadersConfig.frameOptions.frameOption",
    accepts: oneOf("DENY", "SAMEORIGIN"),
    good: "DENY",
    bad: undefined,
  }),
  inputRule({
    ...HEADERS,
    id: "edge-no-sniffing",
    severity: "low",
    title: "Browsers do not guess content types",
    fix: "Set contentTypeOptions.",
    path: "securityHeadersConfig.contentTypeOptions.override",
    accepts: isTrue,
    good: true,
    bad: undefined,
  }),
];
