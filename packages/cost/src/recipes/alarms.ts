import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { SECONDS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { number, object, objects, text } from "./inputs";
import { type Recipe, type RecipeContext } from "./recipe";
import { averageTasks, SERVICE } from "./tasks";

type Inputs = Readonly<Record<string, unknown>>;

const ANOMALY_OPERATORS = [
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];
/** Periods below this are of high resolution, seconds. */
const MINUTE = 60;
const KB_PER_GB = 1_000_000;

/**
 * Billed per metric it reads, three times that with anomaly detection, more below one-minute periods.
 *
 * Only custom metrics have such periods, and each is billed too. No resource stands for one, so its price is here: at the
 * first alarm that reads it. Where the alarm scales a service, the service's tasks publish it, in a log line each period.
 *
 * Sources: Amazon CloudWatch API Reference, PutMetricAlarm, Period; Amazon CloudWatch pricing.
 */
export const metricAlarm: Recipe = (alarm, context) => {
  const { inputs } = alarm;
  const queries = objects(inputs, "metricQueries").filter((query) => query.metric !== undefined);
  const anomaly = ANOMALY_OPERATORS.includes(text(inputs, "comparisonOperator") ?? "") ? 3 : 1;
  const count = Math.max(1, queries.length) * anomaly;
  const period = shortestPeriod(inputs);
  if (period >= MINUTE) return [context.fixed("Alarm", "cw.alarm.standard", count)];
  return [
    context.fixed("Alarm (high resolution)", "cw.alarm.highres", count),
    ...customMetrics(alarm, context),
    ...publishingLines(alarm, period, context),
  ];
};

const metricsOf = (inputs: Inputs): Inputs[] => [
  inputs,
  ...objects(inputs, "metricQueries").map((query) => object(query, "metric")),
];

const shortestPeriod = (inputs: Inputs): number =>
  Math.min(...metricsOf(inputs).map((metric) => number(metric, "period") ?? MINUTE));

function customMetrics(alarm: CostResource, context: RecipeContext): CostComponent[] {
  const alarms = context.graph.ofType(T.metricAlarm);
  const earlier = alarms.slice(
    0,
    alarms.findIndex(({ urn }) => urn === alarm.urn),
  );
  const known = new Set(earlier.flatMap(({ inputs }) => customNames(inputs)));
  const own = new Set(customNames(alarm.inputs).filter((name) => !known.has(name)));
  return own.size === 0 ? [] : [context.fixed("Custom metrics that it reads", "cw.metric", own.size)];
}

/** Metrics of high resolution outside AWS's namespaces; one for each value of their dimensions. */
function customNames(inputs: Inputs): string[] {
  return metricsOf(inputs).flatMap((metric) => {
    const namespace = text(metric, "namespace");
    const isCustom = namespace !== undefined && !namespace.startsWith("AWS/");
    if (!isCustom || (number(metric, "period") ?? MINUTE) >= MINUTE) return [];
    return [JSON.stringify([namespace, text(metric, "metricName"), object(metric, "dimensions")])];
  });
}

/** Log lines in the embedded metric format, of the tasks of the service that the alarm scales. */
function publishingLines(alarm: CostResource, period: number, context: RecipeContext): CostComponent[] {
  const { graph, usage } = context;
  const services = graph
    .dependencies(alarm, T.scalingPolicy)
    .flatMap((policy) => graph.dependencies(policy, T.scalingTarget))
    .flatMap((target) => graph.dependencies(target, SERVICE));
  const tasks = services.reduce((sum, service) => sum + averageTasks(service, context).tasks, 0);
  if (tasks === 0) return [];
  const gb = (tasks * (SECONDS_PER_MONTH / period) * usage.logs.metricLineKb) / KB_PER_GB;
  return [context.perUse("Log lines that publish them", "cw.logs.ingest.gb", gb)];
}
