/** When the requests of a deployment move to the new version: a share from so many seconds after its tasks are all healthy. */
export interface Shift {
  readonly after: number;
  /** 0 to 1. */
  readonly share: number;
}

/** How a service deploys a new version, as ECS reads it. */
export interface Rollout {
  /** Per cent of the tasks that have to serve all the time. @default 100 */
  readonly minimumHealthyPercent?: number;
  /** Per cent of the tasks that may run at once. @default 200 */
  readonly maximumPercent?: number;
  /** Shifts between two target groups instead of task by task; empty for none. @default none */
  readonly shifts?: readonly Shift[];
  /** Seconds that the old version stays after the last shift. @default 0 */
  readonly bake?: number;
}

export interface Bounds {
  /** Tasks that have to serve. */
  readonly least: number;
  /** Tasks that may run or start at once. */
  readonly most: number;
}

/**
 * Tasks during a rolling update: the minimum is rounded up, the maximum down. Where that would let ECS neither stop nor
 * start a task, it does not; a deployment then never ends, as on AWS.
 *
 * Source: Amazon ECS API Reference, "DeploymentConfiguration",
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function boundsOf(desired: number, { minimumHealthyPercent = 100, maximumPercent = 200 }: Rollout): Bounds {
  return {
    // Per cent as whole numbers, so that 3 of 100 % are not 3.0000000000000004.
    least: Math.ceil((desired * minimumHealthyPercent) / 100),
    most: Math.floor((desired * maximumPercent) / 100),
  };
}

/** Tasks of both versions in one second. */
export interface Versions {
  readonly desired: number;
  /** Of the new version: those that serve, and those with the ones that start. */
  readonly healthy: number;
  readonly launched: number;
  /** Of the old version. */
  readonly old: number;
}

/** A deployment that runs: how many tasks of the new version may start, and how many of the old one stay. */
export class RunningRollout {
  /** Second at which all tasks of the new version were healthy for the first time. */
  #healthyAt: number | undefined;

  constructor(private readonly rollout: Rollout) {}

  /** Tasks of the new version that may start now beside all that run. */
  room({ desired, launched, old }: Versions): number {
    if (this.#shifts.length > 0) return Infinity;
    return Math.max(0, boundsOf(desired, this.rollout).most - launched - old);
  }

  /** Tasks of the old version that stay. */
  kept(second: number, versions: Versions): number {
    const { desired, healthy, launched, old } = versions;
    if (this.#shifts.length > 0) {
      if (healthy >= desired) this.#healthyAt ??= second;
      return this.#isBaked(second) ? 0 : old;
    }
    // As long as new tasks fit beside the old ones, no old one goes before a new one has taken its place.
    const isFull = launched < desired && this.room(versions) === 0;
    const least = isFull ? boundsOf(desired, this.rollout).least : desired;
    return Math.min(old, Math.max(0, least - healthy));
  }

  /** Share of the requests that the new version gets, by what ECS sets at the load balancer; undefined where both share. */
  share(second: number): number | undefined {
    if (this.#shifts.length === 0) return undefined;
    const since = second - (this.#healthyAt ?? Infinity);
    return this.#shifts.reduce((share, shift) => (since >= shift.after ? shift.share : share), 0);
  }

  get #shifts(): readonly Shift[] {
    return this.rollout.shifts ?? [];
  }

  #isBaked(second: number): boolean {
    const last = this.#shifts.at(-1)?.after ?? 0;
    return second >= (this.#healthyAt ?? Infinity) + last + (this.rollout.bake ?? 0);
  }
}
