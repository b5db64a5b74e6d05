/** How often a program is looked at, in milliseconds. */
const EVERY_MS = 100;

export interface Watched {
  /** The program's own promise has settled. */
  isOver(): boolean;
  /** A number that changes while the program makes requests. */
  activity(): number;
  readonly quietMs: number;
  readonly stuckMs: number;
}

/**
 * Ends a process that something keeps alive, such as a timer or a connection, though the program makes no requests any
 * more. A program that has nothing left to do ends by itself, long before.
 */
export function watch(program: Watched, fail: (error: Error) => void): void {
  let seen = "";
  let movedAt = performance.now();
  const timer = setInterval(() => {
    const isOver = program.isOver();
    const now = `${program.activity()} ${isOver}`;
    if (now !== seen) {
      seen = now;
      movedAt = performance.now();
    }
    const quiet = performance.now() - movedAt;
    if (quiet < (isOver ? program.quietMs : program.stuckMs)) return;
    if (!isOver) fail(new Error("The program never ends: it awaits a value that never comes."));
    process.exit();
  }, EVERY_MS);
  timer.unref();
}
