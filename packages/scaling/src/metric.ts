/** The value of a metric over one period. */
export interface Point {
  readonly value: number;
}

/**
 * A CloudWatch metric: averages over periods that begin at a phase of their own, and are seen some time after they end.
 * Periods in which nothing ran have no data point.
 */
export class Metric {
  readonly #waiting: { readonly at: number; readonly value: number }[] = [];
  #sum = 0;
  #seconds = 0;

  /**
   * @param period seconds.
   * @param delay seconds from the end of a period until an alarm sees it.
   * @param phase seconds into the load at which a period ends.
   */
  constructor(
    readonly period: number,
    private readonly delay: number,
    private readonly phase: number,
  ) {}

  /** Adds what was measured in a second; nothing where no task ran. */
  add(second: number, value: number | undefined): void {
    if (value !== undefined) {
      this.#sum += value;
      this.#seconds += 1;
    }
    if ((second + 1 - this.phase) % this.period !== 0) return;
    if (this.#seconds > 0) this.#waiting.push({ at: second + 1 + this.delay, value: this.#sum / this.#seconds });
    this.#sum = 0;
    this.#seconds = 0;
  }

  /** The data point that is first seen at this second. */
  seenAt(second: number): Point | undefined {
    const next = this.#waiting[0];
    if (next === undefined || next.at > second) return undefined;
    this.#waiting.shift();
    return next;
  }
}
