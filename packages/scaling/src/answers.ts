import { meanWait, percentile, type Queue, slowerThan } from "./queueing";
import { WORKERS } from "./service";

/** Utilisation is counted in steps of this size: a month has millions of seconds and few different situations. */
const STEP = 1 / 200;
/** So is the wait of an overload, seconds. */
const WAIT_STEP = 0.1;

/** Seconds that were alike. */
class Situation {
  /** Requests that were served in all of them. */
  requests = 0;

  /**
   * @param backlog seconds that requests waited because more had come than could be served.
   * @param second what each of these seconds means.
   */
  constructor(
    readonly queue: Queue,
    readonly backlog: number,
    readonly second: Second,
  ) {}
}

/** What the queue of a second means. */
export interface Second {
  /** Whether more than one answer in twenty takes too long. */
  readonly isSlow: boolean;
  /** Requests that wait on average because requests come at random, beside those of a backlog. */
  readonly waiting: number;
}

/** How long the answers of a whole load took. */
export class Answers {
  readonly #situations = new Map<number, Situation>();
  #total = 0;

  /** @param limit seconds above which an answer is slow. */
  constructor(
    private readonly capacity: number,
    private readonly limit: number,
  ) {}

  /** Adds the requests that were served in a second. */
  add(served: number, tasks: number, utilisation: number, backlog: number): Second {
    const busy = Math.min(Math.round(utilisation / STEP), 1 / STEP - 1);
    const waited = Math.round(backlog / WAIT_STEP);
    const key = (tasks * 1000 + waited) * 1000 + busy;
    let situation = this.#situations.get(key);
    if (situation === undefined) {
      situation = this.#situation(tasks, busy * STEP, waited * WAIT_STEP);
      this.#situations.set(key, situation);
    }
    situation.requests += served;
    this.#total += served;
    return situation.second;
  }

  /** Seconds that this share of all answers took at most. */
  percentile(share: number): number {
    if (this.#total === 0) return 0;
    return percentile((seconds) => {
      let slower = 0;
      for (const { queue, backlog, requests } of this.#situations.values()) {
        slower += requests * exceeds(queue, backlog, seconds);
      }
      return slower / this.#total;
    }, share);
  }

  #situation(tasks: number, utilisation: number, backlog: number): Situation {
    const servers = tasks * WORKERS;
    const rate = this.capacity / WORKERS;
    const queue = { arrivals: utilisation * rate * servers, rate, servers };
    const second = {
      isSlow: exceeds(queue, backlog, this.limit) > 0.05,
      waiting: meanWait(queue) * queue.arrivals,
    };
    return new Situation(queue, backlog, second);
  }
}

/** Probability that an answer takes longer than `seconds`. */
const exceeds = (queue: Queue, backlog: number, seconds: number): number =>
  seconds <= backlog ? 1 : slowerThan(queue, seconds - backlog);
