import { type Random } from "./random";
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
}

/** Tasks in one state until a second. */
interface Cohort {
  readonly provider: number;
  readonly until: number;
  tasks: number;
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
  readonly #running: number[];
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
  /** Paid task-seconds of each entry of the strategy. */
  readonly billed: number[];
  /** Spot tasks that were taken away. */
  interrupted = 0;

  constructor(
    private readonly input: FleetInput,
    private readonly random: Random,
    tasks: number,
  ) {
    this.#isSpot = input.strategy.map(({ provider }) => /spot/i.test(provider));
    this.#running = split(tasks, input.strategy);
    this.#tokens = input.strategy.map(() => LAUNCH_BURST);
    this.#paid = [...this.#running];
    this.running = tasks;
    this.billed = input.strategy.map(() => 0);
  }

  /** Begins a second: tasks become ready, leave, are taken, launched and stopped until `desired` is there or under way. */
  tick(second: number, desired: number): void {
    if (this.#next <= second) this.#age(second);
    this.#interrupt(second);
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
    const outageBegins = this.input.spotOutage?.[0] === second;
    if (!outageBegins && this.input.spotInterruptions === 0) return;
    for (const [provider, isSpot] of this.#isSpot.entries()) {
      const running = this.#running[provider] ?? 0;
      if (!isSpot || running === 0) continue;
      const chance = (running * this.input.spotInterruptions) / SECONDS_PER_DAY;
      const taken = outageBegins ? running : chance > 0 && this.random() < chance ? 1 : 0;
      this.interrupted += taken;
      this.#leave(provider, taken, second + NOTICE);
    }
  }

  #reconcile(second: number, desired: number): void {
    this.#unsettled = false;
    this.#settledAt = desired;
    for (const [provider, tasks] of split(desired, this.input.strategy).entries()) {
      const tokens = Math.min(
        LAUNCH_BURST,
        (this.#tokens[provider] ?? 0) + LAUNCHES_PER_SECOND * (second - this.#filledAt),
      );
      const missing = tasks - (this.#running[provider] ?? 0) - count(this.#starting, provider);
      const launched = this.#isOut(provider, second) ? 0 : Math.min(Math.max(missing, 0), tokens);
      this.#tokens[provider] = tokens - launched;
      if (launched > 0) this.#starting.push({ provider, until: second + this.input.provision, tasks: launched });
      if (missing < 0) this.#stop(provider, -missing, second);
      if (missing > launched) this.#unsettled = true;
      this.#paid[provider] =
        (this.#running[provider] ?? 0) + count(this.#starting, provider) + count(this.#leaving, provider);
    }
    this.#filledAt = second;
    this.running = sum(this.#running);
    this.#next = Math.min(...this.#starting.map(({ until }) => until), ...this.#leaving.map(({ until }) => until));
  }

  #isOut(provider: number, second: number): boolean {
    const [from, to] = this.input.spotOutage ?? [Infinity, -Infinity];
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
    this.#leave(provider, left, second + this.input.drain);
  }

  #leave(provider: number, tasks: number, until: number): void {
    if (tasks === 0) return;
    this.#unsettled = true;
    this.#running[provider] = (this.#running[provider] ?? 0) - tasks;
    this.#leaving.push({ provider, until, tasks });
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
