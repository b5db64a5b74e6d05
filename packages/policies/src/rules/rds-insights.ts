import { atLeast, companionRule, customRule, inputRule, isSet } from "../makers";
import { type Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asTexts } from "../values";

const DATABASE = { type: T.databaseInstance, severity: "medium" } as const;
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";
/**
 * AWS offers no Performance Insights for MySQL on these classes: Amazon RDS user guide, Amazon RDS DB engine, Region, and
 * instance class support for Performance Insights,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
 */
const WITHOUT_INSIGHTS = /^db\.(t2|t3|t4g)\.(micro|small)$/;

function subscriptionRule(sourceType: string, answers: string, categories: readonly string[]): Rule {
  return customRule({
    id: `rds-events-${sourceType.replace("db-", "")}`,
    answers,
    severity: "low",
    title: `Someone hears of critical events of the ${sourceType.replace("db-", "").replace("-", " ")}`,
    fix: `Add an EventSubscription with sourceType ${sourceType}.`,
    types: [T.databaseInstance],
    needsGraph: true,
    check: (_, graph) =>
      graph.ofType(T.eventSubscription).some(({ inputs }) => {
        const heard = asTexts(inputs.eventCategories);
        const isHeard = heard.length === 0 || categories.every((category) => heard.includes(category));
        return inputs.sourceType === sourceType && inputs.enabled !== false && isHeard;
      })
        ? []
        : [{ message: `no subscription to ${sourceType}: ${categories.join(", ")}` }],
    compliant: [
      { type: T.databaseInstance },
      { type: T.eventSubscription, inputs: { sourceType, eventCategories: categories, enabled: true } },
    ],
    breaks: [
      { type: T.eventSubscription, path: "sourceType", to: "db-snapshot" },
      { type: T.eventSubscription, path: "eventCategories", to: ["backup"] },
      { type: T.eventSubscription, path: "enabled", to: false },
    ],
  });
}

/** What the database tells: logs, metrics, events, and its second copy. */
export const databaseInsightRules: readonly Rule[] = [
  inputRule({
    ...DATABASE,
    id: "rds-enhanced-monitoring",
    answers: "CKV_AWS_118 RDS.6",
    severity: "low",
    title: "Metrics of the operating system are collected",
    fix: "Set monitoringInterval to 60, and monitoringRoleArn.",
    path: "monitoringInterval",
    accepts: atLeast(1),
    good: 60,
    bad: 0,
  }),
  inputRule({
    ...DATABASE,
    id: "rds-logs",
    answers: "CKV_AWS_129",
    title: "Errors and slow queries go to CloudWatch Logs",
    fix: "Set enabledCloudwatchLogsExports to error and slowquery.",
    path: "enabledCloudwatchLogsExports",
    accepts: (value) => ["error", "slowquery"].every((log) => asTexts(value).includes(log)),
    good: ["error", "slowquery"],
    bad: ["error"],
  }),
  inputRule({
    ...DATABASE,
    id: "rds-all-logs",
    answers: "RDS.9",
    title: "Every log of the engine goes to CloudWatch Logs",
    fix: "Add audit and general to enabledCloudwatchLogsExports.",
    path: "enabledCloudwatchLogsExports",
    accepts: (value) => ["audit", "error", "general", "slowquery"].every((log) => asTexts(value).includes(log)),
    good: ["audit", "error", "general", "slowquery"],
    bad: ["error", "slowquery"],
  }),
  customRule({
    id: "rds-performance-insights",
    answers: "CKV_AWS_353",
    severity: "low",
    title: "Performance Insights are on, where the class has them",
    fix: "Set performanceInsightsEnabled to true.",
    types: [T.databaseInstance],
    check: ({ inputs }) =>
      WITHOUT_INSIGHTS.test(String(inputs.instanceClass)) || inputs.performanceInsightsEnabled === true
        ? []
        : [{ message: "performanceInsightsEnabled is not true" }],
    compliant: [
      { type: T.databaseInstance, name: "small", inputs: { instanceClass: "db.t4g.small" } },
      {
        type: T.databaseInstance,
        name: "large",
        inputs: { instanceClass: "db.m7g.large", performanceInsightsEnabled: true },
      },
    ],
    breaks: [
      { type: T.databaseInstance, name: "small", path: "instanceClass", to: "db.m7g.large" },
      { type: T.databaseInstance, name: "large", path: "performanceInsightsEnabled", to: false },
    ],
  }),
  inputRule({
    ...DATABASE,
    id: "rds-performance-insights-key",
    answers: "CKV_AWS_354",
    severity: "low",
    title: "Performance Insights use a customer managed key",
    fix: "Set performanceInsightsKmsKeyId.",
    path: "performanceInsightsKmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: undefined,
    when: ({ performanceInsightsEnabled }) => performanceInsightsEnabled === true,
    with: { performanceInsightsEnabled: true },
  }),
  subscriptionRule("db-instance", "RDS.20", ["maintenance", "configuration change", "failure"]),
  subscriptionRule("db-parameter-group", "RDS.21", ["configuration change"]),
  subscriptionRule("db-security-group", "RDS.22", ["configuration change", "failure"]),
  companionRule({
    id: "rds-second-backup",
    severity: "medium",
    title: "AWS Backup keeps a second copy of the database",
    fix: "Add a Selection of AWS Backup that names the database.",
    type: T.databaseInstance,
    companion: T.backupSelection,
    link: "resources",
  }),
];
