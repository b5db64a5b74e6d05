/** A minute of a simulation, for a picture: averages, and the requests that were not answered. */
export interface Minute {
  /** Requests a second. */
  readonly load: number;
  /** Requests a second that could be served. */
  readonly capacity: number;
  readonly tasks: number;
  /** Requests. */
  readonly unserved: number;
}

const SECONDS = 60;

/** What happened, minute by minute. */
export class Series {
  readonly #sums: Float64Array;

  constructor(private readonly seconds: number) {
    this.#sums = new Float64Array(Math.ceil(seconds / SECONDS) * 4);
  }

  add(second: number, load: number, capacity: number, tasks: number, unserved: number): void {
    const at = Math.floor(second / SECONDS) * 4;
    this.#sums[at] = (this.#sums[at] ?? 0) + load;
    this.#sums[at + 1] = (this.#sums[at + 1] ?? 0) + (Number.isFinite(capacity) ? capacity : 0);
    this.#sums[at + 2] = (this.#sums[at + 2] ?? 0) + tasks;
    this.#sums[at + 3] = (this.#sums[at + 3] ?? 0) + unserved;
  }

  minutes(): Minute[] {
    return Array.from({ length: this.#sums.length / 4 }, (_, minute) => {
      const [load = 0, capacity = 0, tasks = 0, unserved = 0] = this.#sums.subarray(minute * 4, minute * 4 + 4);
      const length = Math.min(SECONDS, this.seconds - minute * SECONDS);
      return { load: load / length, capacity: capacity / length, tasks: tasks / length, unserved };
    });
  }
}
