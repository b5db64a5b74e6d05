import { connect } from "node:net";
import { freePort } from "./free-port";
import { ServerProcess } from "./server-process";

const START_TIMEOUT_MS = 10_000;

/** A Valkey or Redis server of this machine that keeps everything in memory. */
export class CacheServer {
  port = 0;
  readonly #server = new ServerProcess("The cache", () => accepts(this.port));

  /** @param program path of `valkey-server` or `redis-server`. */
  constructor(private readonly program: string) {}

  /** Starts the server, empty, on the same port as before if it ran already. */
  async start(): Promise<void> {
    this.port = this.port === 0 ? await freePort() : this.port;
    const args = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    await this.#server.start(this.program, args, START_TIMEOUT_MS);
  }

  /** Ends the server as a machine does that is gone: nothing of it is kept in any case. */
  async stop(): Promise<void> {
    await this.#server.stop("SIGKILL");
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
