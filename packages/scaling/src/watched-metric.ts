import { Metric, type Statistic } from "./metric";
import { type Shares, type Signal } from "./policy";

/** What was measured in a second; undefined where no task ran. */
export type Measured = Readonly<Partial<Record<Signal, number | undefined>>>;

/** Queues are measured by their maximum; that nobody works needs a whole minute of it. */
const STATISTICS: Readonly<Partial<Record<Signal, Statistic>>> = { backlog: "maximum", asleep: "minimum" };

/** How a metric comes to an alarm. */
interface Sampling {
  readonly period: number;
  readonly delay: number;
  readonly phase: number;
}

interface Part {
  readonly signal: Signal;
  readonly scale: number;
  readonly metric: Metric;
}

/** What an alarm sees: a metric, or the highest of several in per cent of a value each, as a metric math expression has it. */
export class WatchedMetric {
  readonly #parts: readonly Part[];
  /** Tasks that serve, where it is the load that one fewer would have. */
  readonly #tasks: Part | undefined;

  constructor(signal: Signal | Shares, { period, delay, phase }: Sampling) {
    const part = (of: Signal, scale: number): Part => ({
      signal: of,
      scale,
      metric: new Metric(period, delay, phase, STATISTICS[of]),
    });
    this.#parts =
      typeof signal === "string"
        ? [part(signal, 1)]
        : Object.entries(signal.highestOf).map(([of, value]) => part(of as Signal, 100 / value));
    this.#tasks = typeof signal === "object" && signal.withoutOne === true ? part("tasks", 1) : undefined;
  }

  /** Adds what was measured in a second. */
  add(second: number, measured: Measured): void {
    for (const { signal, metric } of this.#parts) metric.add(second, measured[signal]);
    this.#tasks?.metric.add(second, measured.tasks);
  }

  /** The value that is first seen at this second. */
  seenAt(second: number): number | undefined {
    let highest: number | undefined;
    for (const { scale, metric } of this.#parts) {
      const point = metric.seenAt(second);
      if (point !== undefined) highest = Math.max(highest ?? -Infinity, point.value * scale);
    }
    if (this.#tasks === undefined) return highest;
    const tasks = this.#tasks.metric.seenAt(second)?.value ?? 0;
    return highest === undefined || tasks <= 1 ? undefined : (highest * tasks) / (tasks - 1);
  }
}
