/** A deployment that was simulated. */
export interface Deployed {
  /** Seconds in which it ran. */
  readonly from: number;
  readonly to: number;
  /** Tasks that requests reached at least, and tasks that served at most. */
  readonly least: number;
  readonly most: number;
}

/** Deployments as they were seen, second by second. */
export class Rollouts {
  readonly all: Deployed[] = [];

  add(second: number, reached: number, running: number): void {
    const last = this.all.at(-1);
    const goesOn = last?.to === second - 1;
    const { from, least, most } = goesOn ? last : { from: second, least: Infinity, most: 0 };
    if (goesOn) this.all.pop();
    this.all.push({ from, to: second, least: Math.min(least, reached), most: Math.max(most, running) });
  }
}
