import { customRule, inputRule, isSet, oneOf } from "../makers";
import { type Rule, type RuleHead, UNLINK } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, asTexts, valueAt } from "../values";

const HTTPS_ORIGIN = {
  domainName: "lb.example.com",
  customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
};
const S3_ORIGIN = { domainName: "site.s3.eu-west-1.amazonaws.com", originAccessControlId: "E1" };
const isBucketOrigin = (origin: unknown): boolean => /\.s3[.-]/.test(String(valueAt(origin, "domainName")));

/** A rule about every origin of one kind. */
function originRule(
  head: RuleHead,
  judge: { applies: (origin: unknown) => boolean; isGood: (origin: unknown) => boolean; good: object; bad: object },
): Rule {
  return customRule({
    ...head,
    types: [T.distribution],
    check: ({ inputs }) =>
      asList(inputs.origins)
        .filter((origin) => judge.applies(origin) && !judge.isGood(origin))
        .map((origin) => ({
          message: `origin ${String(valueAt(origin, "originId"))} does not`,
          about: String(valueAt(origin, "originId")),
        })),
    compliant: [{ type: T.distribution, inputs: { origins: [judge.good] } }],
    breaks: [{ type: T.distribution, path: `origins.+`, to: { ...judge.good, ...judge.bad } }],
  });
}

/** Where CloudFront gets answers from. */
export const originRules: readonly Rule[] = [
  originRule(
    {
      id: "edge-origin-https",
      answers: "CKV2_AWS_72 CloudFront.9",
      severity: "medium",
      title: "CloudFront speaks HTTPS with origins",
      fix: "Set originProtocolPolicy to https-only.",
    },
    {
      applies: (origin) => valueAt(origin, "customOriginConfig") !== undefined,
      isGood: (origin) => valueAt(origin, "customOriginConfig.originProtocolPolicy") === "https-only",
      good: HTTPS_ORIGIN,
      bad: { customOriginConfig: { originProtocolPolicy: "http-only", originSslProtocols: ["TLSv1.2"] } },
    },
  ),
  originRule(
    {
      id: "edge-origin-tls-version",
      answers: "CKV2_AWS_54 CloudFront.10 nag:CFR5",
      severity: "medium",
      title: "CloudFront speaks TLS 1.2 with origins",
      fix: "Set originSslProtocols to TLSv1.2.",
    },
    {
      applies: (origin) => valueAt(origin, "customOriginConfig") !== undefined,
      isGood: (origin) =>
        asTexts(valueAt(origin, "customOriginConfig.originSslProtocols")).every((protocol) => protocol === "TLSv1.2"),
      good: HTTPS_ORIGIN,
      bad: { customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1", "TLSv1.2"] } },
    },
  ),
  originRule(
    {
      id: "edge-origin-access-control",
      answers: "CKV2_AWS_46 CloudFront.13 nag:CFR7 nag:S5",
      severity: "medium",
      title: "Buckets are read through an origin access control",
      fix: "Set originAccessControlId.",
    },
    {
      applies: isBucketOrigin,
      isGood: (origin) => isSet(valueAt(origin, "originAccessControlId")),
      good: S3_ORIGIN,
      bad: { originAccessControlId: undefined },
    },
  ),
  inputRule({
    id: "edge-origin-access-signed",
    severity: "high",
    title: "Every request to a bucket is signed",
    fix: "Set signingBehavior to always.",
    type: T.originAccess,
    path: "signingBehavior",
    accepts: oneOf("always"),
    good: "always",
    bad: "never",
  }),
  customRule({
    id: "edge-origin-bucket-exists",
    answers: "CloudFront.12",
    severity: "high",
    title: "Bucket origins are buckets of this stack, so that nobody else can take the name",
    fix: "Take the domain name from the bucket resource.",
    types: [T.distribution],
    needsGraph: true,
    check: (distribution, graph) => {
      const hasBucketOrigin = asList(distribution.inputs.origins).some(isBucketOrigin);
      const isOurs = graph.linked(distribution, "origins", T.bucket).length > 0;
      return hasBucketOrigin && !isOurs ? [{ message: "its bucket is not of this stack" }] : [];
    },
    compliant: [
      { type: T.bucket, name: "bucket" },
      { type: T.distribution, inputs: { origins: [S3_ORIGIN] }, links: { origins: ["bucket"] } },
    ],
    breaks: [{ type: T.distribution, path: "origins", to: UNLINK }],
  }),
  inputRule({
    id: "edge-vpc-origin-https",
    answers: "CKV2_AWS_72 CloudFront.9",
    severity: "medium",
    title: "CloudFront speaks HTTPS with origins inside the VPC",
    fix: "Set originProtocolPolicy to https-only.",
    type: T.vpcOrigin,
    path: "vpcOriginEndpointConfig.originProtocolPolicy",
    accepts: oneOf("https-only"),
    good: "https-only",
    bad: "http-only",
  }),
];
