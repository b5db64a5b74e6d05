import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between looks at whether a server answers. */
const LOOK_MS = 50;
/** How much of a server's output is kept, in characters. */
const OUTPUT_KEPT = 4000;

/** A server program of this machine that others ask, such as a database: started, waited for, ended. */
export class ServerProcess {
  #process: ChildProcess | undefined;
  #output = "";

  /**
   * @param what it is called in errors.
   * @param answers whether it can be asked by now.
   */
  constructor(
    private readonly what: string,
    private readonly answers: () => boolean | Promise<boolean>,
  ) {}

  /**
   * Starts the program and waits until it answers.
   *
   * @throws Error with its last output when it ends before, cannot be started, or is silent for `timeoutMs`; it does not
   * run then.
   */
  async start(program: string, args: readonly string[], timeoutMs: number): Promise<void> {
    const started = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#process = started;
    this.#output = "";
    started.once("error", ({ message }) => {
      this.#keep(message);
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        this.#keep(chunk.toString());
      });
    }
    const deadline = Date.now() + timeoutMs;
    while (!(await this.answers())) {
      if (isOver(started) || Date.now() > deadline) {
        await this.stop("SIGKILL");
        throw new Error(`${this.what} does not answer.\n${this.#output}`);
      }
      await sleep(LOOK_MS);
    }
  }

  /** Ends the program with a signal, and by force when it is still there after `patienceMs`. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM", patienceMs = 5_000): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined || isOver(running)) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    const timer = setTimeout(() => running.kill("SIGKILL"), patienceMs);
    await ended;
    clearTimeout(timer);
  }

  #keep(text: string): void {
    this.#output = (this.#output + text).slice(-OUTPUT_KEPT);
  }
}

/** Whether a program has ended, or never began. */
const isOver = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;
