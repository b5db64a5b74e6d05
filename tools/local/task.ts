import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const HEALTHY_TIMEOUT_MS = 30_000;
const LINES_KEPT = 2000;

/** What a task runs. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** One process of a service, as a container runs it: with its environment only. */
export class Task {
  /** Its last lines of output. */
  readonly lines: string[] = [];
  /** Resolves to the exit code, or null after a signal. */
  readonly exit: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(
    command: Command,
    environment: Readonly<Record<string, string>>,
    /** 0 for a task that nobody sends requests to. */
    readonly port = 0,
    private readonly healthCheckPath = "/",
  ) {
    this.#process = spawn(command.file, command.args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    this.exit = new Promise((resolve) => {
      this.#process.once("close", resolve);
      this.#process.once("error", (error) => {
        this.lines.push(error.message);
        resolve(1);
      });
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on("line", (line) => {
        this.lines.push(line);
        if (this.lines.length > LINES_KEPT) this.lines.shift();
      });
    }
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Waits until the health check passes. */
  async becomesHealthy(): Promise<this> {
    const deadline = Date.now() + HEALTHY_TIMEOUT_MS;
    while (!(await this.isHealthy())) {
      if (this.#process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`A task does not become healthy.\n${this.lines.slice(-20).join("\n")}`);
      }
      await sleep(50);
    }
    return this;
  }

  /** @param timeoutMs how long it may take to say so. @default for ever */
  async isHealthy(timeoutMs?: number): Promise<boolean> {
    try {
      const signal = timeoutMs === undefined ? null : AbortSignal.timeout(timeoutMs);
      const answer = await fetch(`http://127.0.0.1:${this.port}${this.healthCheckPath}`, { signal });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  /** Asks the process to end, as ECS does. */
  terminate(): void {
    this.#process.kill("SIGTERM");
  }

  /** Ends the process as a crash does. */
  crash(): void {
    this.#process.kill("SIGKILL");
  }

  /** Lets the process stand still: it keeps its connections and answers nothing. */
  pause(): void {
    this.#process.kill("SIGSTOP");
  }

  /** Ends the process, at once if it does not end by itself in `timeoutMs`. */
  async stop(timeoutMs = 5000): Promise<void> {
    if (timeoutMs === 0) this.#process.kill("SIGKILL");
    else this.terminate();
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), timeoutMs);
    await this.exit;
    clearTimeout(timer);
  }
}
