import { meanWait, percentile, type Queue, slowerThan } from "./queueing";
import { WORKERS } from "./service";

/** Utilisation is counted in steps of this size: a month has millions of seconds and few different situations. */
const STEP = 1 / 200;
/** So is the wait of an overload, seconds. */
const WAIT_STEP = 0.1;

/** What a second was like. */
interface Situation {
  readonly tasks: number;
  /** Of the tasks, below 1. */
  readonly utilisation: number;
  /** Seconds that requests waited because more had come than could be served. */
  readonly backlog: number;
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
  readonly #requests = new Map<number, number>();
  readonly #situations = new Map<number, Situation>();
  readonly #known = new Map<number, Second>();
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
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + served);
    this.#total += served;
    let known = this.#known.get(key);
    if (known === undefined) {
      const situation = { tasks, utilisation: busy * STEP, backlog: waited * WAIT_STEP };
      this.#situations.set(key, situation);
      const queue = this.#queue(situation);
      known = { isSlow: this.#exceeds(key, this.limit) > 0.05, waiting: meanWait(queue) * queue.arrivals };
      this.#known.set(key, known);
    }
    return known;
  }

  /** Seconds that this share of all answers took at most. */
  percentile(share: number): number {
    if (this.#total === 0) return 0;
    return percentile((seconds) => {
      let slower = 0;
      for (const [key, requests] of this.#requests) slower += requests * this.#exceeds(key, seconds);
      return slower / this.#total;
    }, share);
  }

  #exceeds(key: number, seconds: number): number {
    const situation = this.#situations.get(key);
    if (situation === undefined) return 0;
    const { backlog } = situation;
    return seconds <= backlog ? 1 : slowerThan(this.#queue(situation), seconds - backlog);
  }

  #queue({ tasks, utilisation }: Situation): Queue {
    const servers = tasks * WORKERS;
    const rate = this.capacity / WORKERS;
    return { arrivals: utilisation * rate * servers, rate, servers };
  }
}
