import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import type { Account } from "./account";

/** How long nothing else may happen on an idle machine before a latecomer is made, in ms. */
const IDLE_MS = 1500;
/** The same on a machine that has other work too, in ms. */
const BUSY_MS = 20_000;
const STEP_MS = 250;

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
    for (let quiet = 0, idle = 0; quiet < BUSY_MS && idle < IDLE_MS; quiet += STEP_MS) {
      idle = (await wasIdle(STEP_MS)) ? idle + STEP_MS : 0;
      if (this.account.journal.length === seen) continue;
      seen = this.account.journal.length;
      quiet = idle = 0;
    }
  }
}

/** Waits, and says whether all processors were idle meanwhile: while a program runs, one of them is not. */
async function wasIdle(milliseconds: number): Promise<boolean> {
  const [idle, start] = [idleTime(), performance.now()];
  await sleep(milliseconds);
  return idleTime() - idle >= (cpus().length - 0.5) * (performance.now() - start);
}

const idleTime = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0);
