import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { OutsideWork } from "./outside-work";
import { openPromiseCount } from "./runtime";

/** Turns of the event loop without any work before a run counts as over. */
const QUIET_TURNS = 3;

/** Turns after which waiting no longer spins. */
const SPINNING_TURNS = 500;

/** What a turn counts at most: one that takes longer was busy with other work of the process, or had no processor. */
const LONGEST_TURN_MS = 20;

export interface Run {
  /** The program's own promise has settled. */
  finished(): boolean;
  /** A number that changes while the program makes requests. */
  activity(): number;
  /** Work of the program that Pulumi does not know of. */
  readonly outside: OutsideWork;
  /** Idle milliseconds without any progress after which the run counts as stuck. */
  readonly stallMs: number;
}

/**
 * Waits until a run does nothing any more, resources made inside `apply` included: Pulumi's own `disconnect`
 * returns before those are registered.
 *
 * @returns false when the run is stuck: something is still open and nothing moves.
 */
export async function settle(run: Run): Promise<boolean> {
  let quietTurns = 0;
  let seen = "";
  let idleMs = 0;
  let lookedAt = performance.now();
  for (let turn = 0; quietTurns < QUIET_TURNS; turn++) {
    await (turn < SPINNING_TURNS ? nextTurn() : pause(1));
    const open = openPromiseCount();
    const outside = run.outside.open();
    const now = `${run.activity()} ${open} ${outside} ${run.finished()}`;
    quietTurns = run.finished() && open === 0 && outside === 0 && now === seen ? quietTurns + 1 : 0;
    const turnMs = performance.now() - lookedAt;
    lookedAt += turnMs;
    idleMs = now === seen ? idleMs + Math.min(turnMs, LONGEST_TURN_MS) : 0;
    seen = now;
    if (quietTurns === 0 && idleMs > run.stallMs) return false;
  }
  return true;
}
