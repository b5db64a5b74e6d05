/** The value of a metric over one period, and the second at which an alarm sees it. */
class Point {
  constructor(
    readonly at: number,
    readonly value: number,
  ) {}
}

/** How the seconds of a period become its value. */
export type Statistic = "average" | "maximum" | "minimum";

/**
 * A CloudWatch metric: averages, or another statistic, over periods that begin at a phase of their own, and are seen
 * some time after they end. Periods in which nothing was measured have no data point.
 */
export class Metric {
  readonly #waiting: Point[] = [];
  #sum = 0;
  #least = Infinity;
  #most = -Infinity;
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
    private readonly statistic: Statistic = "average",
  ) {}

  /** Adds what was measured in a second; nothing where no task ran. */
  add(second: number, value: number | undefined): void {
    if (value !== undefined) {
      this.#sum += value;
      this.#least = Math.min(this.#least, value);
      this.#most = Math.max(this.#most, value);
      this.#seconds += 1;
    }
    if ((second + 1 - this.phase) % this.period !== 0) return;
    if (this.#seconds > 0) this.#waiting.push(new Point(second + 1 + this.delay, this.#value));
    this.#sum = 0;
    this.#least = Infinity;
    this.#most = -Infinity;
    this.#seconds = 0;
  }

  get #value(): number {
    if (this.statistic === "average") return this.#sum / this.#seconds;
    return this.statistic === "maximum" ? this.#most : this.#least;
  }

  /** The data point that is first seen at this second. */
  seenAt(second: number): Point | undefined {
    const next = this.#waiting[0];
    if (next === undefined || next.at > second) return undefined;
    this.#waiting.shift();
    return next;
  }
}
