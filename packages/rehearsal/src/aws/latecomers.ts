import { setTimeout as sleep } from "node:timers/promises";

import type { Account, JournalEntry } from "./account";

/** After this long a latecomer is made all the same, so that a mistake which does not show ends in a failed test. */
const LIMIT_MS = 200_000;
const STEP_MS = 50;

/**
 * Types that AWS takes long to make. The engine creates in parallel whatever does not wait for something, so a missing
 * dependency goes unnoticed for as long as AWS happens to be quick with what should have come first. A latecomer is made
 * only after what should have waited for it was done or refused.
 */
export class Latecomers {
  private types: ReadonlySet<string> = new Set();
  private until: (entry: JournalEntry) => boolean = () => true;
  private since = 0;

  constructor(private readonly account: Account) {}

  /** From now on these types come after an entry of the journal that meets `until`. */
  set(types: readonly string[], until: (entry: JournalEntry) => boolean): void {
    this.types = new Set(types);
    this.until = until;
    this.since = this.account.journal.length;
  }

  /** Resolves at once for any other type. */
  async wait(type: string): Promise<void> {
    if (!this.types.has(type)) return;
    const end = performance.now() + LIMIT_MS;
    while (performance.now() < end && !this.account.journal.slice(this.since).some(this.until)) await sleep(STEP_MS);
  }
}
