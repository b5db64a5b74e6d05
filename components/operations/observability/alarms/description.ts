import { type Metric, type MetricMath } from "../metric";

export type Comparison =
  "GreaterThanThreshold" | "GreaterThanOrEqualToThreshold" | "LessThanThreshold" | "LessThanOrEqualToThreshold";

/** An alarm as plain data: what is read, when it is too much, and what to do then. */
export interface AlarmDescription {
  /** Unique in the stack; part of the names. */
  readonly key: string;
  /** What the reader of the notification learns. */
  readonly summary: string;
  /** `critical`: users are affected or soon will be. `warning`: look today. */
  readonly severity: "critical" | "warning";
  /** Section that says what to do, `<file>.md#<heading>` under `docs/runbooks`. */
  readonly runbook: `${string}.md#${string}`;
  readonly reading: Metric | MetricMath;
  /** Seconds of one data point. */
  readonly period: 60 | 300;
  /** Data points looked at. */
  readonly evaluationPeriods: number;
  /** Data points of those that must breach. @default all */
  readonly datapointsToAlarm?: number;
  readonly comparison: Comparison;
  readonly threshold: number;
  /** What silence means: `breaching` for heartbeats, `notBreaching` for counts that are published only when not zero. */
  readonly treatMissingData: "breaching" | "notBreaching" | "ignore" | "missing";
}

/** A quarter of an hour, looked at three times. */
export const three5MinutePoints = { period: 300, evaluationPeriods: 3 } as const;
