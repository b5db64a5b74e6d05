import { setTimeout as sleep } from "node:timers/promises";

import type { Account } from "./account";

/** How long nothing else may happen before a latecomer is made, in ms. */
const QUIET_MS = 4000;
const STEP_MS = 200;

/**
 * Types that AWS takes long to make. The engine creates in parallel whatever does not wait for something, so a missing
 * dependency goes unnoticed for as long as AWS happens to be quick with what should have come first. A latecomer is made
 * only after everything that does not wait for it.
 */
export class Latecomers {
  private types: ReadonlySet<string> = new Set();

  constructor(private readonly account: Account) {}

  /** Replaces the types that come late. */
  set(...types: readonly string[]): void {
    this.types = new Set(types);
  }

  /** Resolves at once for any other type. */
  async wait(type: string): Promise<void> {
    if (!this.types.has(type)) return;
    let seen = this.account.journal.length;
    for (let quiet = 0; quiet < QUIET_MS; quiet += STEP_MS) {
      await sleep(STEP_MS);
      if (this.account.journal.length === seen) continue;
      seen = this.account.journal.length;
      quiet = 0;
    }
  }
}
