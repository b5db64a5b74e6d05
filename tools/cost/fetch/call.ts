import { z } from "zod";

import { type UsageQuery } from "./queries";

/** CloudWatch takes so many metrics in one call. Source: CloudWatch API reference, GetMetricData. */
const MOST_QUERIES = 500;
const DAY_SECONDS = 24 * 60 * 60;

/** Input of GetMetricData: one value a day for each metric. */
export function metricDataInput(queries: readonly UsageQuery[], from: Date, to: Date): object {
  return {
    StartTime: from.toISOString(),
    EndTime: to.toISOString(),
    ScanBy: "TimestampAscending",
    MetricDataQueries: queries.map(({ id, namespace, metric, dimensions, statistic }) => ({
      Id: id,
      ReturnData: true,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: DAY_SECONDS,
        Stat: statistic,
      },
    })),
  };
}

/** What is read of the answer. */
export const metricDataAnswer = z.object({
  MetricDataResults: z.array(z.object({ Id: z.string(), Values: z.array(z.number()) })),
});

export type MetricData = z.infer<typeof metricDataAnswer>;

/** One call of GetMetricData in a region. */
export type GetMetricData = (region: string, input: object) => Promise<MetricData>;

/** Daily values of each query, by its id. */
export async function readMetrics(
  queries: readonly UsageQuery[],
  { from, to }: { readonly from: Date; readonly to: Date },
  call: GetMetricData,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const values = new Map<string, readonly number[]>();
  for (const region of new Set(queries.map((query) => query.region))) {
    const here = queries.filter((query) => query.region === region);
    for (let start = 0; start < here.length; start += MOST_QUERIES) {
      const part = here.slice(start, start + MOST_QUERIES);
      for (const { Id, Values } of (await call(region, metricDataInput(part, from, to))).MetricDataResults)
        values.set(Id, [...(values.get(Id) ?? []), ...Values]);
    }
  }
  return values;
}
