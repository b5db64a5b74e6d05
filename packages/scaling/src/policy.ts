import { type StepAdjustments } from "./step-adjustment";

/**
 * What a policy looks at.
 *
 * - `cpu`: average of the tasks in per cent; it cannot say more than 100.
 * - `requests`: requests a minute for each task, as `ALBRequestCountPerTarget`.
 * - `pressure`: requests in flight and refused for each task, as the application publishes them.
 * - `backlog`: messages of a queue, waiting and being worked on, for each task; nothing where no task runs.
 * - `asleep`: 1 while messages wait and nobody works on any, else 0.
 * - `tasks`: tasks that serve.
 */
export type Signal = "cpu" | "requests" | "pressure" | "backlog" | "asleep" | "tasks";

/** The highest of several signals, each in per cent of a value: a load in which nothing hides behind another. */
export interface Shares {
  readonly highestOf: Readonly<Partial<Record<Signal, number>>>;
  /** Whether it is the load that one task fewer would have; nothing where only one serves. @default false */
  readonly withoutOne?: boolean;
}

/** A target tracking policy of Application Auto Scaling. */
export interface TrackingPolicy {
  readonly kind: "tracking";
  readonly signal: Signal;
  readonly target: number;
  /** Seconds between data points. @default 60 */
  readonly period?: number;
  /** Seconds. @default 300 */
  readonly outCooldown?: number;
  /** Seconds. @default 300 */
  readonly inCooldown?: number;
  /** Whether it never takes tasks away. @default false */
  readonly outOnly?: boolean;
}

/** A step scaling policy with the alarm that starts it. */
export interface StepPolicy extends StepAdjustments {
  readonly kind: "step";
  readonly signal: Signal | Shares;
  readonly threshold: number;
  /** On which side of the threshold the alarm goes off; on the threshold itself it does on both. */
  readonly when: "above" | "below";
  /** Seconds between data points. @default 60 */
  readonly period?: number;
  /** Data points in a row that let the alarm go off. @default 1 */
  readonly points?: number;
  /** Seconds. @default 300 */
  readonly cooldown?: number;
}

export type Policy = TrackingPolicy | StepPolicy;

/** Sets the bounds of the target, whatever policies and cooldowns say. */
export interface ScheduledAction {
  /** Seconds from the start of the load, in ascending order. */
  readonly at: readonly number[];
  readonly min?: number;
  readonly max?: number;
}

/** Seconds between data points where nothing is said. */
export const MINUTE = 60;
export const DEFAULT_COOLDOWN = 300;
