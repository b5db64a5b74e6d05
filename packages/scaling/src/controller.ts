import { Alarm } from "./alarm";
import { DEFAULT_COOLDOWN, MINUTE, type Policy, type StepPolicy, type TrackingPolicy } from "./policy";
import { adjusted } from "./step-adjustment";

/** What a policy wants at a moment. */
export interface Wish {
  readonly kind: "out" | "in";
  readonly tasks: number;
}

/** What a policy knows of the service. */
export interface Situation {
  readonly second: number;
  /** Tasks that serve. */
  readonly running: number;
  /** Tasks that the service should have. */
  readonly desired: number;
}

/** Turns the data points of a policy's metric into wishes. */
export interface Controller {
  readonly policy: Policy;
  add(value: number): void;
  /** What the policy wants now; called each second. */
  wish(situation: Situation): Wish | undefined;
  /** Told when its wish was granted. */
  granted(kind: Wish["kind"], situation: Situation): void;
  /** Whether it has nothing against fewer tasks; undefined for policies that are not asked. */
  readonly allowsIn: boolean | undefined;
  /** Tasks that it would keep at least; 0 for policies that are not asked. */
  least(running: number): number;
}

export function controllerOf(policy: Policy): Controller {
  return policy.kind === "tracking" ? new Tracking(policy) : new Stepping(policy);
}

/** Data points in a row above the target, and minutes in a row below, that AWS's own alarms ask for. */
const HIGH_POINTS = 3;
const LOW_MINUTES = 15;
/** Share of the target below which the low alarm of an ECS service goes off. */
const LOW_SHARE = 0.9;

/** Scale-outs within the cooldown count from the tasks of the first, so that only a larger one adds to it. */
class OutCooldown {
  #at = -Infinity;
  #from = 0;

  constructor(private readonly seconds: number) {}

  baseOf(second: number, tasks: number): number {
    return second - this.#at < this.seconds ? this.#from : tasks;
  }

  start(second: number, tasks: number): void {
    this.#from = this.baseOf(second, tasks);
    this.#at = second;
  }
}

/**
 * Target tracking: in proportion to the metric, rounded up.
 *
 * Source: Application Auto Scaling User Guide, "How target tracking scaling for Application Auto Scaling works",
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html; the alarms
 * (3 of 3 above the target, 15 of 15 below 90 % of it) as AWS makes them for ECS services.
 */
class Tracking implements Controller {
  readonly #high: Alarm;
  readonly #low: Alarm;
  readonly #out: OutCooldown;
  readonly #inCooldown: number;
  readonly #outOnly: boolean;
  #inAt = -Infinity;

  constructor(readonly policy: TrackingPolicy) {
    const { target, period = MINUTE, outCooldown = DEFAULT_COOLDOWN, inCooldown = DEFAULT_COOLDOWN } = policy;
    this.#inCooldown = inCooldown;
    this.#outOnly = policy.outOnly === true;
    this.#high = new Alarm((value) => value > target, HIGH_POINTS);
    this.#low = new Alarm((value) => value < target * LOW_SHARE, (LOW_MINUTES * MINUTE) / period);
    this.#out = new OutCooldown(outCooldown);
  }

  get allowsIn(): boolean | undefined {
    return this.#outOnly ? undefined : this.#low.isOn;
  }

  add(value: number): void {
    this.#high.add(value);
    this.#low.add(value);
  }

  wish({ second, running }: Situation): Wish | undefined {
    if (this.#high.acts(second)) return { kind: "out", tasks: this.#inProportion(this.#out.baseOf(second, running)) };
    if (this.#outOnly || second - this.#inAt < this.#inCooldown || !this.#low.acts(second)) return undefined;
    return { kind: "in", tasks: this.#inProportion(running) };
  }

  granted(kind: Wish["kind"], { second, running }: Situation): void {
    if (kind === "out") this.#out.start(second, running);
    else this.#inAt = second;
  }

  least(running: number): number {
    return this.#outOnly ? 0 : this.#inProportion(running);
  }

  #inProportion(tasks: number): number {
    return Math.ceil((tasks * this.#high.value) / this.policy.target - 1e-9);
  }
}

/** Step scaling: by how far the metric is from the threshold. Nothing but its own cooldown holds it back. */
class Stepping implements Controller {
  readonly allowsIn = undefined;
  readonly #alarm: Alarm;
  readonly #out: OutCooldown;
  #inAt = -Infinity;

  constructor(readonly policy: StepPolicy) {
    const { threshold, when, points = 1, cooldown = DEFAULT_COOLDOWN } = policy;
    this.#alarm = new Alarm((value) => (when === "above" ? value >= threshold : value <= threshold), points);
    this.#out = new OutCooldown(cooldown);
  }

  add(value: number): void {
    this.#alarm.add(value);
  }

  wish({ second, desired }: Situation): Wish | undefined {
    if (!this.#alarm.acts(second)) return undefined;
    const { threshold, cooldown = DEFAULT_COOLDOWN } = this.policy;
    const excess = this.#alarm.value - threshold;
    const more = adjusted(this.#out.baseOf(second, desired), excess, this.policy);
    if (more > desired) return { kind: "out", tasks: more };
    const fewer = adjusted(desired, excess, this.policy);
    return fewer < desired && second - this.#inAt >= cooldown ? { kind: "in", tasks: fewer } : undefined;
  }

  granted(kind: Wish["kind"], { second, desired }: Situation): void {
    if (kind === "out") this.#out.start(second, desired);
    else this.#inAt = second;
  }

  least(): number {
    return 0;
  }
}
