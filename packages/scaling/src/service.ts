import { type FleetInput } from "./fleet";
import { type Policy, type ScheduledAction } from "./policy";

/** A service as the simulation knows it. */
export interface Service extends Omit<FleetInput, "spotOutage" | "deployments"> {
  readonly name: string;
  /** Requests a second that one task serves at full load. */
  readonly capacity: number;
  readonly min: number;
  readonly max: number;
  readonly policies: readonly Policy[];
  readonly scheduled?: readonly ScheduledAction[];
  /** Requests a second above which more tasks do not help, for example for a database's connections. @default none */
  readonly ceiling?: number;
}

/** What happens to a service beside its load. */
export interface Conditions {
  /** Seconds in which no Spot capacity is to be had. */
  readonly spotOutage?: readonly [from: number, to: number];
  /** Seconds at which a deployment begins. While one runs, scaling takes no task away. @default none */
  readonly deployments?: readonly number[];
  /** Seconds until alarms see a metric of this period, from its end. @default `metricDelay` */
  readonly delay?: (period: number) => number;
  /** Seconds into the load at which the periods of metrics begin. @default 0 */
  readonly phase?: number;
  /** @default 1 */
  readonly seed?: number;
}

/** Seconds that a request waits at most before its client, or the load balancer, gives up. */
export const PATIENCE = 5;
/** Seconds above which an answer is slow. */
export const SLOW = 1;
/** Requests that a task does at the same time. */
export const WORKERS = 1;

/**
 * Seconds from the end of a period until an alarm acts on it.
 *
 * Calibrated: with these the means over all phases are within 3 % of what AWS measured from a step of the load to the
 * scale-out, 363 s with periods of 60 s and 86 s with periods of 20 s.
 * Source: AWS What's New, 18 June 2026, high-resolution metrics for Amazon ECS service auto scaling.
 */
export function metricDelay(period: number): number {
  return period >= 60 ? 175 : 24;
}
