import { type Controller, controllerOf, type Situation, type Wish } from "./controller";
import { MINUTE, type Policy, type ScheduledAction } from "./policy";
import { type Measured, WatchedMetric } from "./watched-metric";

interface Asked {
  readonly controller: Controller;
  readonly kind: Wish["kind"];
  readonly tasks: number;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

export interface ScalerInput extends Bounds {
  readonly policies: readonly Policy[];
  readonly scheduled?: readonly ScheduledAction[];
  /** Seconds from the end of a metric's period until alarms see it. */
  readonly delay: (period: number) => number;
  /** Seconds into the load at which periods of metrics begin. */
  readonly phase: number;
}

/**
 * Application Auto Scaling for one service: scales out if any policy wants it, in only if all that could want it do, and
 * takes the largest capacity that is asked for.
 *
 * Source: Application Auto Scaling User Guide, "Target tracking scaling policies for Application Auto Scaling",
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export class Scaler {
  desired: number;
  #bounds: Bounds;
  readonly #watched: readonly { readonly controller: Controller; readonly metric: WatchedMetric }[];
  readonly #scheduled: readonly { readonly at: number; readonly min?: number; readonly max?: number }[];
  #nextScheduled = 0;

  constructor({ policies, scheduled = [], delay, phase, min, max }: ScalerInput) {
    this.desired = min;
    this.#bounds = { min, max };
    this.#watched = policies.map((policy) => {
      const { period = MINUTE, signal } = policy;
      const metric = new WatchedMetric(signal, { period, delay: delay(period), phase: phase % period });
      return { controller: controllerOf(policy), metric };
    });
    this.#scheduled = scheduled
      .flatMap(({ at, ...bounds }) => at.map((second) => ({ at: second, ...bounds })))
      .sort((a, b) => a.at - b.at);
  }

  /**
   * Ends a second.
   *
   * @param deploying during a deployment no task is taken away.
   */
  tick(second: number, running: number, measured: Measured, deploying: boolean): void {
    for (const { controller, metric } of this.#watched) {
      metric.add(second, measured);
      const value = metric.seenAt(second);
      if (value !== undefined) controller.add(value);
    }
    this.#applySchedule(second);
    this.#scale({ second, running, desired: this.desired }, deploying);
  }

  #applySchedule(second: number): void {
    for (;;) {
      const next = this.#scheduled[this.#nextScheduled];
      if (next === undefined || next.at > second) return;
      this.#nextScheduled += 1;
      const { min = this.#bounds.min, max = this.#bounds.max } = next;
      this.#bounds = { min, max };
      this.desired = clamp(this.desired, this.#bounds);
    }
  }

  #scale(situation: Situation, deploying: boolean): void {
    const asked: Asked[] = [];
    for (const { controller } of this.#watched) {
      const wish = controller.wish(situation);
      if (wish !== undefined) asked.push({ controller, kind: wish.kind, tasks: clamp(wish.tasks, this.#bounds) });
    }
    if (asked.length === 0) return;
    const out = asked.filter(({ kind }) => kind === "out");
    if (this.#grant("out", out, situation) || deploying) return;
    const asksIn = (by: Policy["kind"]) =>
      asked.filter(({ kind, controller }) => kind === "in" && controller.policy.kind === by);
    // A step policy asks nobody; a tracking policy asks the other tracking policies.
    const tracksIn = asksIn("tracking");
    if (this.#grant("in", asksIn("step"), situation) || tracksIn.length === 0) return;
    const controllers = this.#watched.map(({ controller }) => controller);
    if (controllers.some(({ allowsIn }) => allowsIn === false)) return;
    const least = Math.max(...controllers.map((controller) => controller.least(situation.running)));
    this.#grant(
      "in",
      tracksIn.map((one) => ({ ...one, tasks: clamp(least, this.#bounds) })),
      situation,
    );
  }

  #grant(kind: Wish["kind"], asked: readonly Asked[], situation: Situation): boolean {
    if (asked.length === 0) return false;
    const tasks = Math.max(...asked.map((one) => one.tasks));
    if (kind === "out" ? tasks <= this.desired : tasks >= this.desired) return false;
    for (const one of asked) {
      const changes = kind === "out" ? one.tasks > this.desired : one.tasks === tasks;
      if (changes) one.controller.granted(kind, situation);
    }
    this.desired = tasks;
    return true;
  }
}

function clamp(tasks: number, { min, max }: Bounds): number {
  return Math.min(Math.max(tasks, min), max);
}
