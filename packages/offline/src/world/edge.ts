import { T } from "../aws-types";
import { createHash } from "node:crypto";
import type { Models, ResourceModel, Scope } from "./types";

/** CloudFront's own hosted zone: the same for every distribution (Route 53 developer guide, AliasTarget). */
const CLOUDFRONT_ZONE_ID = "Z2FDTNDATAQYW2";

const PUBLISHED = "2026-01-01T00:00:00Z";

const etag = (r: Scope): string => `E${r.code(13, "etag")}`;

const cloudfrontPolicy = (kind: string): ResourceModel => ({
  autoname: { property: "name", maxLength: 128 },
  global: true,
  id: (r) => r.uuid(),
  computed: (r, id) => ({ arn: r.globalArn("cloudfront", `${kind}/${id}`), etag: etag(r) }),
});

function validationOptions(r: Scope): object[] {
  const alternatives = Array.isArray(r.inputs.subjectAlternativeNames) ? r.inputs.subjectAlternativeNames : [];
  const names = new Set([r.text("domainName"), ...alternatives.filter((name) => typeof name === "string")]);
  // ACM derives the token from account and domain, so two regions' certificates for one name share a record.
  return [...names].map((domainName) => ({
    domainName,
    resourceRecordName: `_${tokenOf(r.accountId, domainName)}.${domainName.replace(/^\*\./, "")}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${tokenOf(domainName, r.accountId)}.acm-validations.aws.`,
  }));
}

function tokenOf(first: string, second: string): string {
  return createHash("sha256").update(`${first} ${second}`).digest("hex").slice(0, 32);
}

const recordName = (r: Scope): string => r.text("name").replace(/\.$/, "");

/** CloudFront, certificates and DNS. */
export const edgeModels: Models = {
  [T.distribution]: {
    global: true,
    id: (r) => `E${r.code(13)}`,
    computed: (r, id) => ({
      arn: r.globalArn("cloudfront", `distribution/${id}`),
      callerReference: `terraform-${r.hex(26)}`,
      domainName: `d${r.hex(13)}.cloudfront.net`,
      etag: etag(r),
      hostedZoneId: CLOUDFRONT_ZONE_ID,
      inProgressValidationBatches: 0,
      lastModifiedTime: PUBLISHED,
      loggingV1Enabled: r.inputs.loggingConfig !== undefined,
      status: "Deployed",
      trustedKeyGroups: [{ enabled: false, items: [] }],
      trustedSigners: [{ enabled: false, items: [] }],
    }),
  },
  [T.originAccess]: {
    autoname: { property: "name", maxLength: 64 },
    global: true,
    id: (r) => `E${r.code(13)}`,
    computed: (r, id) => ({ arn: r.globalArn("cloudfront", `origin-access-control/${id}`), etag: etag(r) }),
  },
  [T.edgeFunction]: {
    autoname: { property: "name", maxLength: 64 },
    global: true,
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.globalArn("cloudfront", `function/${r.text("name")}`),
      etag: etag(r),
      liveStageEtag: etag(r),
      status: "UNASSOCIATED",
    }),
  },
  [T.keyValueStore]: {
    autoname: { property: "name", maxLength: 64 },
    global: true,
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.globalArn("cloudfront", `key-value-store/${r.uuid()}`),
      etag: etag(r),
      lastModifiedTime: PUBLISHED,
    }),
  },
  [T.keyValue]: {
    global: true,
    id: (r) => `${r.text("keyValueStoreArn")},${r.text("key")}`,
    computed: () => ({ totalSizeInBytes: 0 }),
  },
  [T.responseHeaders]: cloudfrontPolicy("response-headers-policy"),
  [T.cachePolicy]: cloudfrontPolicy("cache-policy"),
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": cloudfrontPolicy("origin-request-policy"),
  [T.vpcOrigin]: {
    global: true,
    id: (r) => `vo_${r.code(22)}`,
    computed: (r, id) => ({ arn: r.globalArn("cloudfront", `vpcorigin/${id}`), etag: etag(r) }),
  },
  "aws:cloudfront/monitoringSubscription:MonitoringSubscription": {
    global: true,
    id: (r) => r.text("distributionId"),
  },
  [T.certificate]: {
    id: (r) => r.arn("acm", `certificate/${r.uuid()}`),
    computed: (r, id) => ({
      arn: id,
      domainValidationOptions: validationOptions(r),
      notAfter: "",
      notBefore: "",
      pendingRenewal: false,
      renewalEligibility: "INELIGIBLE",
      renewalSummaries: [],
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
      validationEmails: [],
    }),
  },
  [T.certificateValidation]: {
    id: () => PUBLISHED,
  },
  [T.zone]: {
    autoname: { property: "name", maxLength: 255 },
    global: true,
    id: (r) => `Z${r.code(20)}`,
    computed: (r, id) => {
      const nameServers = ["com", "net", "org", "co.uk"].map(
        (tld, index) => `ns-${r.number(500, tld) + 512 * index}.awsdns-${r.number(63, tld)}.${tld}`,
      );
      return {
        arn: `arn:${r.partition}:route53:::hostedzone/${id}`,
        nameServers,
        primaryNameServer: nameServers[0],
        zoneId: id,
      };
    },
  },
  [T.record]: {
    global: true,
    id: (r) => `${r.text("zoneId")}_${recordName(r)}_${r.text("type")}`,
    computed: (r) => ({ fqdn: recordName(r) }),
  },
  "aws:route53/healthCheck:HealthCheck": {
    global: true,
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: `arn:${r.partition}:route53:::healthcheck/${id}` }),
  },
  "aws:route53/queryLog:QueryLog": {
    global: true,
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: `arn:${r.partition}:route53:::queryloggingconfig/${id}` }),
  },
  "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": { global: true, id: (r) => r.text("hostedZoneId") },
  "aws:route53/zoneAssociation:ZoneAssociation": {
    global: true,
    id: (r) => `${r.text("zoneId")}:${r.text("vpcId")}`,
    computed: (r) => ({ owningAccount: r.accountId }),
  },
};
