import { T } from "@toolkit/offline/aws-types";
import { type Draw, draws } from "./draw";

const rule = (statement: object) => ({ name: "r", statement });
const lambda = { lambdaFunctionAssociations: [{ eventType: "viewer-request" }] };

/** What changes the bill of CloudFront, certificates, DNS records and web ACLs. */
export const EDGE: readonly Draw[] = [
  ...draws(
    T.distribution,
    { enabled: true, priceClass: "PriceClass_100" },
    {
      defaultCacheBehavior: [{}, lambda, { realtimeLogConfigArn: "arn" }, { fieldLevelEncryptionId: "fle" }],
      enabled: [true, false],
      orderedCacheBehaviors: [[], [lambda]],
      origins: [[{}], [{ originShield: { enabled: true } }]],
      priceClass: ["PriceClass_100", "PriceClass_All"],
      viewerCertificate: [{ sslSupportMethod: "sni-only" }, { sslSupportMethod: "vip" }],
    },
  ),
  ...draws(T.edgeFunction, {}, { keyValueStoreAssociations: [[], ["arn"]] }),
  ...draws(
    "aws:cloudfront/monitoringSubscription:MonitoringSubscription",
    {},
    {
      monitoringSubscription: ["Disabled", "Enabled"].map((realtimeMetricsSubscriptionStatus) => ({
        realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus },
      })),
    },
  ),
  ...draws(
    T.certificate,
    {},
    {
      certificateAuthorityArn: [undefined, "arn:aws:acm-pca:us-east-1:1:certificate-authority/a"],
      options: [undefined, { export: "ENABLED" }],
    },
  ),
  ...draws(
    T.record,
    { type: "A" },
    {
      aliases: [undefined, [{}]],
      cidrRoutingPolicy: [undefined, {}],
      geolocationRoutingPolicies: [undefined, [{}]],
      geoproximityRoutingPolicy: [undefined, {}],
      latencyRoutingPolicies: [undefined, [{}]],
      type: ["A", "TXT"],
    },
  ),
  ...draws(
    T.webAcl,
    { scope: "REGIONAL", rules: [{}] },
    {
      associationConfig: [undefined, { requestBodies: [{ cloudfront: { defaultSizeInspectionLimit: "KB_64" } }] }],
      ruleJson: [undefined, JSON.stringify([{}, {}, {}])],
      rules: [
        [{}],
        [{}, {}],
        [rule({ managedRuleGroupStatement: { name: "AWSManagedRulesBotControlRuleSet", vendorName: "AWS" } })],
        [rule({ managedRuleGroupStatement: { name: "AWSManagedRulesATPRuleSet", vendorName: "AWS" } })],
        [rule({ managedRuleGroupStatement: { name: "Theirs", vendorName: "Fortinet" } })],
      ],
      scope: ["REGIONAL", "CLOUDFRONT"],
    },
  ),
  ...draws(T.webAclRuleGroup, {}, { rules: [[{}], [{}, {}]] }),
  ...draws(
    T.webAclLogging,
    {},
    { logDestinationConfigs: [["arn:aws:logs:a"], ["arn:aws:s3:::b"], ["arn:aws:firehose:c:firehose:d"]] },
  ),
];
