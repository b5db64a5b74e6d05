import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const CLOUDFRONT = "https://aws.amazon.com/cloudfront/pricing/";
const ROUTE53 = "https://aws.amazon.com/route53/pricing/";
const WAF = "https://aws.amazon.com/waf/pricing/";

export const edgeInputs: Readonly<Record<string, InputList>> = {
  [T.distribution]: inputs({
    source: CLOUDFRONT,
    changes: "defaultCacheBehavior enabled orderedCacheBehaviors origins priceClass viewerCertificate",
    parts: {
      defaultCacheBehavior: "realtimeLogConfigArn fieldLevelEncryptionId lambdaFunctionAssociations",
      orderedCacheBehaviors: "realtimeLogConfigArn fieldLevelEncryptionId lambdaFunctionAssociations",
      origins: "originShield",
      viewerCertificate: "sslSupportMethod",
    },
    unmodelled: {
      anycastIpListId: "anycast addresses, by the month",
      connectionFunctionAssociation: "functions that run at each connection",
      viewerMtlsConfig: "certificates that viewers show",
    },
    used: {
      loggingConfig: "logs.accessLogGb",
      httpVersion: "traffic.edgeObjectsPerPageView",
      restrictions: "traffic.pageViews",
      customErrorResponses: "traffic.edgeObjectsPerPageView",
    },
    free: `aliases cacheTagConfig comment continuousDeploymentPolicyId defaultRootObject isIpv6Enabled originGroups
      retainOnDelete staging waitForDeployment webAclId`,
  }),
  [T.edgeFunction]: inputs({
    source: CLOUDFRONT,
    changes: "keyValueStoreAssociations",
    free: "code comment publish runtime",
  }),
  "aws:cloudfront/monitoringSubscription:MonitoringSubscription": inputs({
    source: CLOUDFRONT,
    changes: "monitoringSubscription",
    free: "distributionId",
  }),
  [T.certificate]: inputs({
    source: "https://aws.amazon.com/certificate-manager/pricing/",
    changes: "certificateAuthorityArn options",
    parts: { options: "export" },
    free: `certificateBody certificateChain domainName earlyRenewalDuration keyAlgorithm privateKey privateKeyWo
      privateKeyWoVersion subjectAlternativeNames validationMethod validationOptions`,
  }),
  [T.record]: inputs({
    source: ROUTE53,
    changes: `aliases cidrRoutingPolicy geolocationRoutingPolicies geoproximityRoutingPolicy latencyRoutingPolicies type`,
    used: { ttl: "operations.dnsQueries" },
    free: `allowOverwrite failoverRoutingPolicies healthCheckId multivalueAnswerRoutingPolicy records setIdentifier
      weightedRoutingPolicies zoneId`,
  }),
  [T.zone]: inputs({
    source: ROUTE53,
    unmodelled: { enableAcceleratedRecovery: "accelerated recovery of the zone" },
    free: "comment delegationSetId forceDestroy vpcs",
  }),
  [T.webAcl]: inputs({
    source: WAF,
    changes: "associationConfig ruleJson rules scope",
    used: {
      captchaConfig: "traffic.pageViews",
      challengeConfig: "traffic.pageViews",
      tokenDomains: "traffic.pageViews",
    },
    free: "customResponseBodies dataProtectionConfig defaultAction visibilityConfig",
  }),
  [T.webAclRuleGroup]: inputs({
    source: WAF,
    changes: "rules",
    unmodelled: { rulesJson: "the rules that it holds, given as one text" },
    free: "capacity customResponseBodies scope visibilityConfig",
  }),
  [T.webAclLogging]: inputs({
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    changes: "logDestinationConfigs",
    used: { loggingFilter: "logs.firewallGb", redactedFields: "logs.firewallGb" },
    free: "resourceArn",
  }),
  [T.shieldProtection]: inputs({ source: "https://aws.amazon.com/shield/pricing/", free: "resourceArn" }),
};
