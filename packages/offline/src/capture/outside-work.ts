/**
 * Work of a program that Pulumi's runtime does not know of: its timers, and files being read or written. While such
 * work is open, a program may still make resources.
 */
export class OutsideWork {
  readonly #timers = new Set<unknown>();
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  #filesBefore = openFiles();

  constructor() {
    const { setTimeout, clearTimeout } = this.#real;
    const watched = (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): NodeJS.Timeout => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        callback(...args);
      }, delay);
      this.#timers.add(timer);
      return timer;
    };
    globalThis.setTimeout = Object.assign(watched, setTimeout);
    globalThis.clearTimeout = (timer): void => {
      this.#timers.delete(timer);
      clearTimeout(timer);
    };
  }

  /** How many timers and file operations are open that were not before. */
  open(): number {
    const files = openFiles();
    // What was under way before the run began ends in its course.
    this.#filesBefore = Math.min(this.#filesBefore, files);
    return this.#timers.size + files - this.#filesBefore;
  }

  /** Gives the timers back to the process. */
  release(): void {
    Object.assign(globalThis, this.#real);
  }
}

function openFiles(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind.startsWith("FSReq")).length;
}
