/**
 * Two target groups that share requests by weight. A load balancer of AWS draws each time; this one keeps to the share as
 * closely as whole requests allow, so that counts can be told beforehand.
 */
export class WeightedGroups {
  #debt = 0;

  constructor(
    readonly first: string,
    readonly other: string,
    private readonly percent: number,
    readonly onServerError: () => void,
  ) {}

  /** The group of the next request. */
  next(): string {
    this.#debt += this.percent;
    if (this.#debt < 100) return this.first;
    this.#debt -= 100;
    return this.other;
  }
}
