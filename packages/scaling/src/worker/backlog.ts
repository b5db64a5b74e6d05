/** Messages that came in the same second. */
class Cohort {
  constructor(
    readonly second: number,
    public messages: number,
  ) {}
}

/** Cohorts that are done and not cut off yet. */
const MOST_DONE = 4096;

/** A queue whose oldest messages are done first. Fractions of messages are as good as whole ones: it counts, and holds none. */
export class Backlog {
  readonly #cohorts: Cohort[] = [];
  /** Where the oldest is: what was done before is cut off now and then. */
  #first = 0;
  /** Messages that are not done. */
  size = 0;

  add(second: number, messages: number): void {
    if (messages <= 0) return;
    this.#cohorts.push(new Cohort(second, messages));
    this.size += messages;
  }

  /** Takes the oldest messages away. @param done told of each second's, with when they came */
  take(messages: number, done: (second: number, messages: number) => void): void {
    let left = messages;
    while (left > 1e-9) {
      const oldest = this.#cohorts[this.#first];
      if (oldest === undefined) break;
      const taken = Math.min(left, oldest.messages);
      oldest.messages -= taken;
      left -= taken;
      this.size = Math.max(0, this.size - taken);
      done(oldest.second, taken);
      if (oldest.messages <= 1e-9) this.#first += 1;
    }
    if (this.#first > MOST_DONE) {
      this.#cohorts.splice(0, this.#first);
      this.#first = 0;
    }
  }

  /** When the oldest message came; undefined without one. */
  get oldest(): number | undefined {
    return this.#cohorts[this.#first]?.second;
  }
}
