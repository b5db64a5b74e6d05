import type * as pulumi from "@pulumi/pulumi";

import { EDGE_REGION } from "../../../account";
import { isEdge, type Metric } from "../metric";
import { dimensionsOf, type Watched } from "../watched";

export interface Line {
  readonly label: string;
  readonly metric: Metric;
}

/** A constant worth comparing with: a target, a minimum, a limit. */
export interface Mark {
  readonly label: string;
  readonly value: number;
}

/** A graph before it has a place. */
export interface Graph {
  readonly title: string;
  readonly lines: readonly Line[];
  /** @default none */
  readonly marks?: readonly Mark[] | undefined;
  /** Seconds of a data point. @default 60 */
  readonly period?: number | undefined;
  /** Lines on top of each other, where their sum means something. @default false */
  readonly stacked?: boolean | undefined;
}

/** Graphs that belong together, under one heading. */
export interface Section {
  readonly heading: string;
  readonly graphs: readonly Graph[];
}

export const line = (label: string, metric: Metric): Line => ({ label, metric });

/**
 * Properties of a metric widget.
 *
 * Source: CloudWatch API reference, "Dashboard Body Structure and Syntax".
 */
export function graphProperties(
  { title, lines, marks = [], period = 60, stacked = false }: Graph,
  region: string,
  watched: Watched,
): Record<string, pulumi.Input<unknown>> {
  return {
    title,
    view: "timeSeries",
    stacked,
    region: lines.some(({ metric }) => isEdge(metric)) ? EDGE_REGION : region,
    period,
    metrics: lines.map(({ label, metric }) => [
      metric.namespace,
      metric.metricName,
      ...Object.entries(dimensionsOf(metric, watched)).flat(),
      { stat: metric.statistic, label },
    ]),
    yAxis: { left: { min: 0 } },
    ...(marks.length === 0 ? {} : { annotations: { horizontal: marks.map(({ label, value }) => ({ label, value })) } }),
  };
}
