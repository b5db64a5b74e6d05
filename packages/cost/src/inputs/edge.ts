import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs, type WrittenParts } from "./list";

const CLOUDFRONT = "https://aws.amazon.com/cloudfront/pricing/";
const ROUTE53 = "https://aws.amazon.com/route53/pricing/";
const WAF = "https://aws.amazon.com/waf/pricing/";

const CACHED = "traffic.dynamicRequestsPerPageView";
const behaviour: WrittenParts = {
  changes: "fieldLevelEncryptionId lambdaFunctionAssociations realtimeLogConfigArn",
  used: {
    cachePolicyId: CACHED,
    compress: "traffic.edgeMbPerPageView",
    defaultTtl: CACHED,
    forwardedValues: CACHED,
    maxTtl: CACHED,
    minTtl: CACHED,
    viewerProtocolPolicy: "traffic.pageViews",
  },
  // What a function costs stands at the function.
  free: `allowedMethods cachedMethods functionAssociations grpcConfig originRequestPolicyId pathPattern
    responseHeadersPolicyId smoothStreaming targetOriginId trustedKeyGroups trustedSigners`,
};
const actions = "action.captcha action.challenge";
const managed = "statement.managedRuleGroupStatement";
const firewallRules: WrittenParts = {
  changes: `${actions} ${managed}.managedRuleGroupConfigs.awsManagedRulesAntiDdosRuleSet.clientSideActionConfig.challenge
    ${managed}.managedRuleGroupConfigs.awsManagedRulesBotControlRuleSet.inspectionLevel
    ${managed}.name ${managed}.ruleActionOverrides.actionToUse.captcha
    ${managed}.ruleActionOverrides.actionToUse.challenge ${managed}.vendorName`,
  free: "action captchaConfig challengeConfig name overrideAction priority ruleLabels statement visibilityConfig",
};
const ownRules: WrittenParts = {
  changes: actions,
  free: "action captchaConfig name priority ruleLabels statement visibilityConfig",
};

export const edgeInputs: Readonly<Record<string, InputList>> = {
  [T.distribution]: inputs({
    source: CLOUDFRONT,
    changes: "defaultCacheBehavior enabled orderedCacheBehaviors origins priceClass viewerCertificate",
    parts: {
      defaultCacheBehavior: behaviour,
      orderedCacheBehaviors: behaviour,
      origins: {
        changes: "originShield.enabled",
        free: `connectionAttempts connectionTimeout customHeaders customOriginConfig domainName originAccessControlId
        originId originPath originShield.originShieldRegion responseCompletionTimeout s3OriginConfig vpcOriginConfig`,
      },
      viewerCertificate: {
        changes: "sslSupportMethod",
        free: "acmCertificateArn cloudfrontDefaultCertificate iamCertificateId minimumProtocolVersion",
      },
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
    parts: {
      monitoringSubscription: { changes: "realtimeMetricsSubscriptionConfig.realtimeMetricsSubscriptionStatus" },
    },
    free: "distributionId",
  }),
  [T.certificate]: inputs({
    source: "https://aws.amazon.com/certificate-manager/pricing/",
    changes: "certificateAuthorityArn options",
    parts: { options: { changes: "export", free: "certificateTransparencyLoggingPreference" } },
    free: `certificateBody certificateChain domainName earlyRenewalDuration keyAlgorithm privateKey privateKeyWo
      privateKeyWoVersion subjectAlternativeNames validationMethod validationOptions`,
  }),
  [T.record]: inputs({
    source: ROUTE53,
    changes: `aliases cidrRoutingPolicy geolocationRoutingPolicies geoproximityRoutingPolicy latencyRoutingPolicies type`,
    // That they are given decides, not what they say.
    parts: {
      aliases: { free: "evaluateTargetHealth name zoneId" },
      cidrRoutingPolicy: { free: "collectionId locationName" },
      geolocationRoutingPolicies: { free: "continent country subdivision" },
      geoproximityRoutingPolicy: { free: "awsRegion bias coordinates localZoneGroup" },
      latencyRoutingPolicies: { free: "region" },
    },
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
    parts: {
      associationConfig: { changes: "requestBodies" },
      rules: firewallRules,
    },
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
    parts: { rules: ownRules },
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
