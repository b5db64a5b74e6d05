import { T } from "@toolkit/offline/aws-types";
import { DAYS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { metricAlarm } from "./alarms";
import { asObject, list, number, object, objects, text } from "./inputs";
import { notificationRecipes } from "./notifications";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const LOG_GROUP = T.logGroup;
/** A group that never expires grows without end; it is priced as if it kept a year. */
const NEVER_EXPIRES_DAYS = 365;
/** Stored data is billed compressed; AWS's own estimate. Source: AWS Pricing Calculator, CloudWatch Logs. */
const STORED_SHARE = 0.15;
const ALARMS_OF_TRACKING = 2;

/**
 * Target tracking makes two alarms of its own, each billed for every metric that it reads; step policies use alarms that
 * are priced by themselves.
 */
const scalingPolicy: Recipe = ({ inputs }, context) => {
  if (text(inputs, "policyType") !== "TargetTrackingScaling") return { free: "its alarm is priced by itself" };
  const tracking = object(inputs, "targetTrackingScalingPolicyConfiguration");
  const read = objects(object(tracking, "customizedMetricSpecification"), "metrics").filter(
    ({ metricStat }) => metricStat !== undefined,
  );
  const alarms = ALARMS_OF_TRACKING * Math.max(1, read.length);
  return [context.fixed("Alarms of target tracking", "cw.alarm.standard", alarms)];
};

const DASHBOARD = T.dashboard;
const FREE_DASHBOARDS = 3;
const FREE_DASHBOARD_METRICS = 50;

/** Three dashboards of an account are free, each with up to 50 metrics. Source: AWS's CloudWatch pricing page. */
const dashboard: Recipe = (resource, context) => {
  const position = context.graph.ofType(DASHBOARD).findIndex(({ urn }) => urn === resource.urn);
  const metrics = dashboardMetrics(text(resource.inputs, "dashboardBody") ?? "{}");
  return context.takesFreeTier && position < FREE_DASHBOARDS && metrics <= FREE_DASHBOARD_METRICS
    ? { free: `one of the first three dashboards, with ${metrics} of at most ${FREE_DASHBOARD_METRICS} metrics` }
    : [context.fixed("Dashboard", "cw.dashboard", 1)];
};

/** Metrics that the widgets of a dashboard draw; expressions over them do not count. */
function dashboardMetrics(body: string): number {
  const drawn = objects(JSON.parse(body) as Record<string, unknown>, "widgets").flatMap((widget) =>
    list(object(widget, "properties"), "metrics"),
  );
  return drawn.filter((metric) => Array.isArray(metric) && typeof metric[0] === "string").length;
}

type LogKind = "application" | "flow" | "firewall" | "database" | "audit";

/** What writes to a log group, by the type of the resource that points at it. */
const WRITERS: readonly (readonly [string, LogKind])[] = [
  [T.flowLog, "flow"],
  [T.webAclLogging, "firewall"],
  [T.databaseInstance, "database"],
  [T.cacheGroup, "database"],
  [T.trail, "audit"],
  [T.taskDefinition, "application"],
  // Command sessions in its containers.
  [T.cluster, "audit"],
];

/** The same by the names that AWS prescribes, for groups that it finds by name alone. */
const PRESCRIBED_NAMES: readonly (readonly [prefix: string, LogKind])[] = [
  ["aws-waf-logs-", "firewall"],
  ["/aws/rds/", "database"],
];

function logKind(group: CostResource, context: RecipeContext): LogKind {
  const byWriter = WRITERS.find(([type]) => context.graph.dependents(group.urn, type).length > 0)?.[1];
  const name = text(group.inputs, "name") ?? "";
  return byWriter ?? PRESCRIBED_NAMES.find(([prefix]) => name.startsWith(prefix))?.[1] ?? "application";
}

/** Groups of one kind share the kind's data; each keeps as many months of it as its retention says. */
const logGroup: Recipe = (group, context) => {
  const kind = logKind(group, context);
  const groups = context.graph.ofType(LOG_GROUP);
  const gb = context.share(
    "logs",
    `${kind}Gb`,
    groups.filter((other) => logKind(other, context) === kind),
  );
  const isInfrequent = text(group.inputs, "logGroupClass") === "INFREQUENT_ACCESS";
  const days = number(group.inputs, "retentionInDays") ?? 0;
  const months = (days === 0 ? NEVER_EXPIRES_DAYS : days) / DAYS_PER_MONTH;
  return [
    isInfrequent
      ? context.perUse("Data ingested (infrequent access)", "cw.logs.ia.ingest.gb", gb)
      : context.perUse("Data ingested", "cw.logs.ingest.gb", gb),
    context.perUse("Storage (compressed)", "cw.logs.store.gb", gb * months * STORED_SHARE),
    context.perUse("Insights queries, data scanned", "cw.logs.insights.gb", context.share("logs", "scannedGb")),
  ];
};

/** A custom metric is billed in the hours in which it has data, which is always with a default value. */
const metricFilter: Recipe = ({ inputs }, context) => {
  const transformation = asObject(inputs.metricTransformation);
  const dimensions = Object.keys(asObject(transformation.dimensions));
  if (dimensions.length > 0) context.lacks(`a metric for each further value of ${dimensions.join(", ")}`);
  const always = transformation.defaultValue !== undefined;
  return always
    ? [context.fixed("Custom metric", "cw.metric", 1)]
    : [
        context.perUse(
          "Custom metric, while it has data",
          "cw.metric",
          context.usage.operations.metricFilterPercent / 100,
        ),
      ];
};

/** Access logs of CloudFront come to S3 for free; storage is priced at the bucket. */
const deliveryDestination: Recipe = ({ inputs }, context) => {
  const arn = object(inputs, "deliveryDestinationConfiguration").destinationResourceArn;
  if (typeof arn === "string" && arn.includes(":firehose:")) context.lacks("the delivery of logs by Firehose");
  if (text(inputs, "outputFormat") === "parquet") context.lacks("the conversion of logs to Parquet, by the GB");
  return { free: "CloudFront delivers its access logs to S3 for free; storage is priced at the bucket" };
};

const eventRule: Recipe = ({ inputs }, context) => {
  const bus = inputs.eventBusName;
  if (typeof bus === "string" && bus !== "default") context.lacks("events of a bus of its own, by the million");
  return { free: "events of AWS services are free on the default bus" };
};

export const observability: ServiceRecipes = {
  service: "Observability",
  recipes: {
    [T.metricAlarm]: metricAlarm,
    [T.compositeAlarm]: (_, context) => [context.fixed("Composite alarm", "cw.alarm.composite", 1)],
    [DASHBOARD]: dashboard,
    [LOG_GROUP]: logGroup,
    [T.eventRule]: eventRule,
    [T.logMetricFilter]: metricFilter,
    ...freeAll(
      "aws:cloudwatch",
      ["logResourcePolicy:LogResourcePolicy", "logStream:LogStream", "queryDefinition:QueryDefinition"],
      "settings of CloudWatch Logs, free",
    ),
    [T.logDeliveryDestination]: deliveryDestination,
    ...freeAll(
      "aws:cloudwatch",
      [
        "logDelivery:LogDelivery",
        "logDeliverySource:LogDeliverySource",
        "logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy",
      ],
      "its data is priced at the destination",
    ),
    [T.scalingPolicy]: scalingPolicy,
    ...freeAll(
      "aws:appautoscaling",
      ["target:Target", "scheduledAction:ScheduledAction"],
      "Application Auto Scaling is free; tasks are priced at the service",
    ),
    ...notificationRecipes,
    ...freeAll("aws:budgets", ["budget:Budget"], "budgets without actions are free"),
    ...freeAll(
      "aws:costexplorer",
      ["anomalyMonitor:AnomalyMonitor", "anomalySubscription:AnomalySubscription"],
      "cost anomaly detection is free",
    ),
  },
};
