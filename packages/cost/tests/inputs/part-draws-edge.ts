import { T } from "@toolkit/offline/aws-types";
import { draws, type PartDraw } from "./part-draw";

const managed = (name: string, vendorName = "AWS"): object[] => [
  { statement: { managedRuleGroupStatement: { name, vendorName } } },
];
const BOTS = "AWSManagedRulesBotControlRuleSet";
const GROUP = "statement.managedRuleGroupStatement";

/** Parts of inputs of the edge and of what watches, that change a bill. */
export const EDGE_DRAWS: readonly PartDraw[] = [
  ...draws(T.distribution, {
    ...Object.fromEntries(
      ["defaultCacheBehavior", "orderedCacheBehaviors"].map((input) => [
        input,
        {
          fieldLevelEncryptionId: [undefined, "fle"],
          lambdaFunctionAssociations: [undefined, [{}]],
          realtimeLogConfigArn: [undefined, "arn"],
        },
      ]),
    ),
    origins: { "originShield.enabled": [false, true] },
    viewerCertificate: { sslSupportMethod: ["sni-only", "vip"] },
  }),
  ...draws("aws:cloudfront/monitoringSubscription:MonitoringSubscription", {
    monitoringSubscription: {
      "realtimeMetricsSubscriptionConfig.realtimeMetricsSubscriptionStatus": ["Disabled", "Enabled"],
    },
  }),
  ...draws(T.certificate, { options: { export: ["DISABLED", "ENABLED"] } }),
  ...draws(T.webAcl, {
    associationConfig: { requestBodies: [[], [{ cloudfront: { defaultSizeInspectionLimit: "KB_64" } }]] },
    rules: {
      "action.captcha": [undefined, {}],
      "action.challenge": [undefined, {}],
      [`${GROUP}.managedRuleGroupConfigs.awsManagedRulesAntiDdosRuleSet.clientSideActionConfig.challenge`]: {
        values: [undefined, {}],
        within: managed("a"),
      },
      [`${GROUP}.managedRuleGroupConfigs.awsManagedRulesBotControlRuleSet.inspectionLevel`]: {
        values: ["COMMON", "TARGETED"],
        within: managed(BOTS),
      },
      [`${GROUP}.name`]: { values: ["AWSManagedRulesCommonRuleSet", BOTS], within: managed("") },
      [`${GROUP}.ruleActionOverrides.actionToUse.captcha`]: { values: [undefined, {}], within: managed("a") },
      [`${GROUP}.ruleActionOverrides.actionToUse.challenge`]: { values: [undefined, {}], within: managed("a") },
      [`${GROUP}.vendorName`]: { values: ["AWS", "Fortinet"], within: managed("a") },
    },
  }),
  ...draws(T.webAclRuleGroup, { rules: { "action.captcha": [undefined, {}], "action.challenge": [undefined, {}] } }),
  ...draws(T.metricAlarm, {
    metricQueries: {
      "metric.period": [60, 10],
      ...Object.fromEntries(
        ["metric.metricName", "metric.namespace", "metric.dimensions"].map((part) => [
          part,
          {
            values: part === "metric.dimensions" ? [{ a: "1" }, { a: "2" }] : ["shop", "stock"],
            // Another alarm on the same metric pays for it.
            within: ["a", "b"].map(() => ({
              metric: { period: 10, namespace: "shop", metricName: "shop", dimensions: { a: "1" } },
            })),
          },
        ]),
      ),
    },
  }),
  ...draws(T.logMetricFilter, {
    metricTransformation: { defaultValue: [undefined, "0"], dimensions: [undefined, { path: "$.p" }] },
  }),
  ...draws(T.logDeliveryDestination, {
    deliveryDestinationConfiguration: {
      destinationResourceArn: ["arn:aws:s3:::a", "arn:aws:firehose:b:firehose:c"],
    },
  }),
  ...draws(T.scalingPolicy, {
    targetTrackingScalingPolicyConfiguration: {
      "customizedMetricSpecification.metrics.metricStat": {
        values: [undefined, {}],
        within: { customizedMetricSpecification: { metrics: [{}, { metricStat: {} }] } },
      },
    },
  }),
  ...draws(T.experimentTemplate, {
    actions: {
      "parameters.key": { values: ["other", "duration"], within: [{ parameters: [{ value: "PT1H" }] }] },
      "parameters.value": ["PT1M", "PT1H"],
    },
  }),
  ...draws(T.trail, {
    advancedEventSelectors: {
      "fieldSelectors.equals": {
        values: [["Management"], ["Data"]],
        within: [{ fieldSelectors: [{ field: "eventCategory" }] }],
      },
      "fieldSelectors.field": {
        values: ["eventName", "eventCategory"],
        within: [{ fieldSelectors: [{ equals: ["Data"] }] }],
      },
    },
    eventSelectors: {
      dataResources: [undefined, [{}]],
      includeManagementEvents: { values: [true, false], within: [{ dataResources: [{}] }] },
    },
  }),
];
