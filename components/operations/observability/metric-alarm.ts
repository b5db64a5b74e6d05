import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountContext, EDGE_REGION } from "../../account";

import { type AlarmDescription } from "./alarms";
import { isEdge, type Metric, metricsOf, type MetricMath } from "./metric";
import { dimensionsOf, type Watched } from "./watched";

/** Topics by region: an alarm can only notify one of its own. */
export interface AlarmTopics {
  /** In the stack's region. */
  readonly regional: pulumi.Input<string>;
  /** In us-east-1; needed as soon as an alarm watches the edge. */
  readonly edge?: pulumi.Input<string> | undefined;
}

export interface MetricAlarmArgs {
  readonly account: AccountContext;
  readonly watched: Watched;
  readonly topics: AlarmTopics;
}

/** Makes the alarm of a description; it tells its topic when it fires and when it is over. */
export function createMetricAlarm(
  description: AlarmDescription,
  { account, watched, topics }: MetricAlarmArgs,
  opts: { parent: pulumi.Resource },
): aws.cloudwatch.MetricAlarm {
  const { key, reading, period } = description;
  const edge = metricsOf(reading).some(isEdge);
  const topic = edge ? edgeTopic(key, topics) : topics.regional;
  return new aws.cloudwatch.MetricAlarm(
    key,
    {
      // The subject of the mail: it has to say which stack.
      name: `${account.prefix}-${key}`,
      alarmDescription: describe(account, description),
      comparisonOperator: description.comparison,
      threshold: description.threshold,
      evaluationPeriods: description.evaluationPeriods,
      datapointsToAlarm: description.datapointsToAlarm ?? description.evaluationPeriods,
      treatMissingData: description.treatMissingData,
      ...("expression" in reading ? queries(reading, period, watched) : single(reading, period, watched)),
      alarmActions: [topic],
      okActions: [topic],
      region: edge ? EDGE_REGION : undefined,
    },
    { parent: opts.parent, ...mutedAtNight(watched) },
  );
}

/** Off-hours turn an alarm's actions off and on: a deployment at night must not turn them on again. */
export const mutedAtNight = ({ alwaysOn }: Pick<Watched, "alwaysOn">): { ignoreChanges?: string[] } =>
  alwaysOn ? {} : { ignoreChanges: ["actionsEnabled"] };

/** Text of a notification: how bad, where, what, and which page to open. */
export const describe = (
  account: AccountContext,
  { severity, summary, runbook }: Pick<AlarmDescription, "severity" | "summary" | "runbook">,
): string => `[${severity}] ${account.prefix}: ${summary}. Runbook: docs/runbooks/${runbook}`;

function edgeTopic(key: string, { edge }: AlarmTopics): pulumi.Input<string> {
  if (edge === undefined) throw new Error(`The alarm ${key} watches the edge and has no topic in us-east-1.`);
  return edge;
}

function single(metric: Metric, period: number, watched: Watched): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const percentile = /^p\d/.test(metric.statistic);
  return {
    namespace: metric.namespace,
    metricName: metric.metricName,
    dimensions: dimensionsOf(metric, watched),
    period,
    ...(percentile
      ? // A percentile of a handful of requests is chance.
        { extendedStatistic: metric.statistic, evaluateLowSampleCountPercentiles: "ignore" }
      : { statistic: metric.statistic }),
  };
}

function queries(math: MetricMath, period: number, watched: Watched): Partial<aws.cloudwatch.MetricAlarmArgs> {
  return {
    metricQueries: [
      { id: "result", expression: math.expression, label: math.expression, returnData: true },
      ...Object.entries(math.metrics).map(([id, metric]) => ({
        id,
        metric: {
          namespace: metric.namespace,
          metricName: metric.metricName,
          dimensions: dimensionsOf(metric, watched),
          period,
          stat: metric.statistic,
        },
      })),
    ],
  };
}
