import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";

const START_TIMEOUT_MS = 10_000;

/** A Valkey or Redis server of this machine that keeps everything in memory. */
export class CacheServer {
  port = 0;
  #process: ChildProcess | undefined;

  /** @param program path of `valkey-server` or `redis-server`. */
  constructor(private readonly program: string) {}

  /** Starts the server, empty, on the same port as before if it ran already. */
  async start(): Promise<void> {
    this.port = this.port === 0 ? await freePort() : this.port;
    const started = spawn(
      this.program,
      ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
      { stdio: "ignore" },
    );
    this.#process = started;
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await accepts(this.port))) {
      if (started.exitCode !== null || Date.now() > deadline) throw new Error("The cache does not answer.");
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(port, "127.0.0.1");
    const end = (answer: boolean): void => {
      probe.destroy();
      resolve(answer);
    };
    probe.once("connect", () => {
      end(true);
    });
    probe.once("error", () => {
      end(false);
    });
  });
