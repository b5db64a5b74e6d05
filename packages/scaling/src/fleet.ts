import { type Random } from "./random";
import { type Rollout, RunningRollout } from "./rollout";
import { split, type StrategyItem } from "./split";

/** Where a service's tasks run, and how long they take to come and go. */
export interface FleetInput {
  readonly strategy: readonly StrategyItem[];
  /** Seconds from the launch until a task serves: image, start, health check. It is paid from the launch on. */
  readonly provision: number;
  /** Seconds that a task is paid after it has left the load balancer. */
  readonly drain: number;
  /** Interruptions of a Spot task a day. */
  readonly spotInterruptions: number;
  /** Seconds in which no Spot capacity is to be had, from and to; what runs there is taken when it begins. */
  readonly spotOutage?: readonly [from: number, to: number];
  /** How a new version takes over. @default as AWS's defaults: rolling, 100 to 200 % */
  readonly rollout?: Rollout;
  /** Seconds at which a deployment begins. @default none */
  readonly deployments?: readonly number[];
}

/** Tasks in one state until a second. */
class Cohort {
  constructor(
    readonly provider: number,
    readonly until: number,
    public tasks: number,
  ) {}
}

/**
 * Launches of Fargate: 100 at once, 20 a second after that, for on-demand and Spot each.
 * Source: Amazon ECS Developer Guide, "AWS Fargate throttling quotas",
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html
 */
const LAUNCH_BURST = 100;
const LAUNCHES_PER_SECOND = 20;
/** Seconds between the notice and the end of a Spot task. */
const NOTICE = 120;
const SECONDS_PER_DAY = 86_400;

/** The tasks of a service: launched, serving and leaving. */
export class Fleet {
  // Of its own, since they are read each second: inputs that are put together anew for each run have no shape that V8 knows.
  readonly #strategy: readonly StrategyItem[];
  readonly #provision: number;
  readonly #drain: number;
  readonly #spotInterruptions: number;
  readonly #outage: readonly [from: number, to: number];
  readonly #newRollout: Rollout;
  readonly #deployments: readonly number[];
  #running: number[];
  /** Tasks of the version that a deployment replaces. */
  #old: number[];
  #rollout: RunningRollout | undefined;
  readonly #tokens: number[];
  readonly #isSpot: readonly boolean[];
  #starting: Cohort[] = [];
  #leaving: Cohort[] = [];
  /** Second at which the next task is ready or gone. */
  #next = Infinity;
  /** Whether there is something to launch, stop or count. */
  #unsettled = true;
  #settledAt = -1;
  /** Second at which launches were last counted. */
  #filledAt = 0;
  readonly #paid: number[];
  /** Tasks that serve. */
  running: number;
  /** Tasks that requests reach: fewer while few of the requests may go to a version. */
  reached: number;
  /** Share of all requests that a task has: of two target groups, that of one task of each, added up. */
  shareOfOne = 0;
  /** Paid task-seconds of each entry of the strategy. */
  readonly billed: number[];
  /** Spot tasks that were taken away. */
  interrupted = 0;

  constructor(
    input: FleetInput,
    private readonly random: Random,
    tasks: number,
  ) {
    const { strategy, provision, drain, spotInterruptions, spotOutage, rollout = {}, deployments = [] } = input;
    this.#strategy = strategy;
    this.#provision = provision;
    this.#drain = drain;
    this.#spotInterruptions = spotInterruptions;
    this.#outage = spotOutage ?? [Infinity, -Infinity];
    this.#newRollout = rollout;
    this.#deployments = deployments;
    this.#isSpot = strategy.map(({ provider }) => /spot/i.test(provider));
    this.#running = split(tasks, strategy);
    this.#old = strategy.map(() => 0);
    this.#tokens = strategy.map(() => LAUNCH_BURST);
    this.#paid = [...this.#running];
    this.running = tasks;
    this.reached = tasks;
    this.billed = strategy.map(() => 0);
  }

  /** Whether a deployment runs. */
  get isDeploying(): boolean {
    return this.#rollout !== undefined;
  }

  /** Begins a second: tasks become ready, leave, are taken, launched and stopped until `desired` is there or under way. */
  tick(second: number, desired: number): void {
    if (this.#next <= second) this.#age(second);
    this.#interrupt(second);
    if (this.#deployments.includes(second)) this.#deploy();
    if (this.#unsettled || desired !== this.#settledAt) this.#reconcile(second, desired);
    for (let provider = 0; provider < this.billed.length; provider += 1) {
      this.billed[provider] = (this.billed[provider] ?? 0) + (this.#paid[provider] ?? 0);
    }
  }

  /** Lets those pass on whose time has come. */
  #age(second: number): void {
    for (const { provider, until, tasks } of this.#starting) {
      if (until <= second) this.#running[provider] = (this.#running[provider] ?? 0) + tasks;
    }
    this.#starting = this.#starting.filter(({ until, tasks }) => until > second && tasks > 0);
    this.#leaving = this.#leaving.filter(({ until }) => until > second);
    this.#unsettled = true;
  }

  #interrupt(second: number): void {
    const outageBegins = this.#outage[0] === second;
    if (!outageBegins && this.#spotInterruptions === 0) return;
    for (const [provider, isSpot] of this.#isSpot.entries()) {
      const old = this.#old[provider] ?? 0;
      const running = (this.#running[provider] ?? 0) + old;
      if (!isSpot || running === 0) continue;
      const chance = (running * this.#spotInterruptions) / SECONDS_PER_DAY;
      const taken = outageBegins ? running : chance > 0 && this.random() < chance ? 1 : 0;
      this.interrupted += taken;
      const takenOld = Math.min(taken, old);
      this.#leave(this.#old, provider, takenOld, second + NOTICE);
      this.#leave(this.#running, provider, taken - takenOld, second + NOTICE);
    }
  }

  /** All that serves is of the old version now; what only starts is of no use any more. */
  #deploy(): void {
    this.#old = this.#old.map((tasks, provider) => tasks + (this.#running[provider] ?? 0));
    this.#running = this.#running.map(() => 0);
    this.#starting = [];
    this.#rollout = new RunningRollout(this.#newRollout);
    this.#unsettled = true;
  }

  #reconcile(second: number, desired: number): void {
    this.#unsettled = false;
    this.#settledAt = desired;
    if (this.#rollout !== undefined) this.#replace(this.#rollout, second, desired);
    let room = this.#rollout?.room(this.#versions(desired)) ?? Infinity;
    for (const [provider, tasks] of split(desired, this.#strategy).entries()) {
      const tokens = Math.min(
        LAUNCH_BURST,
        (this.#tokens[provider] ?? 0) + LAUNCHES_PER_SECOND * (second - this.#filledAt),
      );
      const missing = tasks - (this.#running[provider] ?? 0) - count(this.#starting, provider);
      const launched = this.#isOut(provider, second) ? 0 : Math.min(Math.max(missing, 0), tokens, room);
      room -= launched;
      this.#tokens[provider] = tokens - launched;
      if (launched > 0) this.#starting.push(new Cohort(provider, second + this.#provision, launched));
      if (missing < 0) this.#stop(provider, -missing, second);
      if (missing > launched) this.#unsettled = true;
    }
    this.#filledAt = second;
    for (const [provider, tasks] of this.#running.entries()) {
      const stays = tasks + (this.#old[provider] ?? 0) + count(this.#starting, provider);
      this.#paid[provider] = stays + count(this.#leaving, provider);
    }
    this.#measure(this.#rollout?.share(second));
    this.#next = Math.min(...this.#starting.map(({ until }) => until), ...this.#leaving.map(({ until }) => until));
  }

  #versions(desired: number) {
    const healthy = sum(this.#running);
    const starting = this.#starting.reduce((all, { tasks }) => all + tasks, 0);
    return { desired, healthy, launched: healthy + starting, old: sum(this.#old) };
  }

  /** Stops what the deployment needs no longer, of the last capacity provider first, and ends it with the last of them. */
  #replace(rollout: RunningRollout, second: number, desired: number): void {
    const versions = this.#versions(desired);
    let left = versions.old - rollout.kept(second, versions);
    for (let provider = this.#old.length - 1; provider >= 0; provider -= 1) {
      const stopped = Math.min(left, this.#old[provider] ?? 0);
      left -= stopped;
      this.#leave(this.#old, provider, stopped, second + this.#drain);
    }
    if (sum(this.#old) === 0 && versions.healthy >= desired) this.#rollout = undefined;
    else this.#unsettled = true;
  }

  /** @param share of the requests that the new version gets; undefined where all tasks share them. */
  #measure(share: number | undefined): void {
    const [current, old] = [sum(this.#running), sum(this.#old)];
    this.running = current + old;
    const isShared = share === undefined || old === 0;
    const parts = isShared ? [[1, this.running] as const] : [[share, current] as const, [1 - share, old] as const];
    const used = parts.filter(([part]) => part > 0);
    this.reached = Math.min(this.running, ...used.map(([part, tasks]) => tasks / part));
    this.shareOfOne = used.reduce((all, [part, tasks]) => all + (tasks === 0 ? 0 : part / tasks), 0);
  }

  #isOut(provider: number, second: number): boolean {
    const [from, to] = this.#outage;
    return this.#isSpot[provider] === true && second >= from && second < to;
  }

  /** Those that do not serve yet go first, the youngest before the others. */
  #stop(provider: number, tasks: number, second: number): void {
    let left = tasks;
    for (const cohort of this.#starting.filter((one) => one.provider === provider).reverse()) {
      const stopped = Math.min(left, cohort.tasks);
      cohort.tasks -= stopped;
      left -= stopped;
    }
    this.#leave(this.#running, provider, left, second + this.#drain);
  }

  #leave(version: number[], provider: number, tasks: number, until: number): void {
    if (tasks === 0) return;
    this.#unsettled = true;
    version[provider] = (version[provider] ?? 0) - tasks;
    this.#leaving.push(new Cohort(provider, until, tasks));
  }
}

function count(cohorts: readonly Cohort[], provider: number): number {
  let tasks = 0;
  for (const cohort of cohorts) if (cohort.provider === provider) tasks += cohort.tasks;
  return tasks;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const one of numbers) total += one;
  return total;
}
