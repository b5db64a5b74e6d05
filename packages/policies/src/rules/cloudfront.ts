import type { PolicyResource } from "../graph";
import { companionRule, customRule, inputRule, isSet, isTrue, noneOf, oneOf } from "../makers";
import { type Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, asTexts, valueAt } from "../values";

const DISTRIBUTION = { type: T.distribution, severity: "medium" } as const;
const TLS_1_2 = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

const behavioursOf = ({ inputs }: PolicyResource): unknown[] => [
  ...asList(inputs.defaultCacheBehavior),
  ...asList(inputs.orderedCacheBehaviors),
];

/** Distributions and their headers. */
export const distributionRules: readonly Rule[] = [
  ...(["defaultCacheBehavior", "orderedCacheBehaviors.*"] as const).map((behaviour, index) =>
    inputRule({
      ...DISTRIBUTION,
      id: index === 0 ? "edge-https" : "edge-https-paths",
      answers: "CKV_AWS_34 CloudFront.3",
      severity: "high",
      title: "Viewers are sent to HTTPS",
      fix: "Set viewerProtocolPolicy to redirect-to-https.",
      path: `${behaviour}.viewerProtocolPolicy`,
      accepts: oneOf("redirect-to-https", "https-only"),
      good: "redirect-to-https",
      bad: "allow-all",
    }),
  ),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-tls-version",
    answers: "CKV_AWS_174 CloudFront.15 nag:CFR4",
    title: "Viewers need TLS 1.2",
    fix: "Set acmCertificateArn and minimumProtocolVersion: CloudFront's own certificate accepts older versions.",
    path: "viewerCertificate.minimumProtocolVersion",
    accepts: oneOf(...TLS_1_2),
    good: "TLSv1.2_2021",
    bad: "TLSv1",
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-own-certificate",
    answers: "CKV2_AWS_42 CloudFront.7",
    severity: "low",
    title: "The distribution has a certificate of its own",
    fix: "Set acmCertificateArn.",
    path: "viewerCertificate.acmCertificateArn",
    accepts: isSet,
    good: "arn:aws:acm:us-east-1:123456789012:certificate/1",
    bad: undefined,
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-sni",
    answers: "CloudFront.8",
    severity: "low",
    title: "The certificate is served by SNI, not by a dedicated address",
    fix: "Set sslSupportMethod to sni-only.",
    path: "viewerCertificate.sslSupportMethod",
    accepts: oneOf("sni-only"),
    good: "sni-only",
    bad: "vip",
    when: ({ viewerCertificate }) => valueAt(viewerCertificate, "acmCertificateArn") !== undefined,
    with: { viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" } },
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-root-object",
    answers: "CKV_AWS_305 CloudFront.1",
    severity: "high",
    title: "The root of the site is a document",
    fix: "Set defaultRootObject to index.html.",
    path: "defaultRootObject",
    accepts: isSet,
    good: "index.html",
    bad: undefined,
  }),
  customRule({
    id: "edge-failover",
    answers: "CKV_AWS_310 CloudFront.4",
    severity: "low",
    title: "A failing origin is asked twice",
    fix: "Add an origin group with two members.",
    types: [T.distribution],
    check: ({ inputs }) =>
      asList(inputs.originGroups).some(
        (group) =>
          asList(valueAt(group, "members")).length === 2 &&
          asList(valueAt(group, "failoverCriteria.statusCodes")).length > 0,
      )
        ? []
        : [{ message: "has no origin group" }],
    compliant: [
      {
        type: T.distribution,
        inputs: { originGroups: [{ members: [{}, {}], failoverCriteria: { statusCodes: [500] } }] },
      },
    ],
    breaks: [
      { type: T.distribution, path: "originGroups.*.members", to: [{}] },
      { type: T.distribution, path: "originGroups.*.failoverCriteria.statusCodes", to: [] },
    ],
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-classic-logs",
    answers: "CKV_AWS_86 CloudFront.5 CIS-4.10 nag:CFR3",
    title: "Requests are logged the classic way, which these suites read",
    fix: "None: classic logging needs ACLs; edge-logs is the rule that counts.",
    path: "loggingConfig.bucket",
    accepts: isSet,
    good: "logs.s3.amazonaws.com",
    bad: undefined,
  }),
  companionRule({
    ...DISTRIBUTION,
    id: "edge-logs",
    title: "Requests are logged",
    fix: "Deliver access logs with a LogDeliverySource.",
    companion: T.logDeliverySource,
    link: "resourceArn",
    expects: [{ path: "logType", accepts: oneOf("ACCESS_LOGS"), good: "ACCESS_LOGS", bad: "CONNECTION_LOGS" }],
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-waf",
    answers: "CKV_AWS_68 CloudFront.6 nag:CFR2",
    title: "WAF looks at every request",
    fix: "Set webAclId.",
    path: "webAclId",
    accepts: isSet,
    good: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/1",
    bad: undefined,
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-geography",
    answers: "CKV_AWS_374 nag:CFR1",
    severity: "low",
    title: "Only some countries may use the site",
    fix: "Set geoRestriction to the countries that may.",
    path: "restrictions.geoRestriction.restrictionType",
    accepts: noneOf("none", undefined),
    good: "whitelist",
    bad: "none",
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-signed-urls",
    answers: "CloudFront.17",
    title: "Viewers need signed URLs",
    fix: "Set trustedKeyGroups; a public site needs none.",
    path: "defaultCacheBehavior.trustedKeyGroups",
    accepts: isSet,
    good: ["group"],
    bad: [],
  }),
  inputRule({
    ...DISTRIBUTION,
    id: "edge-enabled",
    answers: "CKV_AWS_216",
    severity: "low",
    title: "The distribution is on",
    fix: "Set enabled to true.",
    path: "enabled",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  customRule({
    id: "edge-response-headers",
    answers: "CKV2_AWS_32",
    severity: "medium",
    title: "Every answer carries security headers",
    fix: "Set responseHeadersPolicyId in every behaviour.",
    types: [T.distribution],
    check: (distribution) =>
      behavioursOf(distribution)
        .filter((behaviour) => !isSet(valueAt(behaviour, "responseHeadersPolicyId")))
        .map((behaviour) => ({
          message: `${asTexts(valueAt(behaviour, "pathPattern"))[0] ?? "the default behaviour"} has none`,
        })),
    compliant: [
      {
        type: T.distribution,
        inputs: {
          defaultCacheBehavior: { responseHeadersPolicyId: "1" },
          orderedCacheBehaviors: [{ responseHeadersPolicyId: "1" }],
        },
      },
    ],
    breaks: [
      { type: T.distribution, path: "defaultCacheBehavior.responseHeadersPolicyId", to: undefined },
      { type: T.distribution, path: "orderedCacheBehaviors.*.responseHeadersPolicyId", to: undefined },
    ],
  }),
];
