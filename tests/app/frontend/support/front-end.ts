import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";

export const FRONTEND = path.resolve(__dirname, "../../../../app/frontend");

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The built server as a process of its own, as a container runs it. */
export class FrontEnd {
  static readonly #running = new Set<FrontEnd>();

  /** Ends every server that a test has left behind, failed tests included: their processes would keep mocha waiting. */
  static async stopAll(): Promise<void> {
    await Promise.all([...FrontEnd.#running].map((frontEnd) => frontEnd.stop()));
  }

  readonly lines: Record<string, unknown>[] = [];
  readonly exit: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #listening: Promise<number>;
  #port = 0;

  constructor(env: Record<string, string>) {
    const main = path.join(FRONTEND, "build/ssr/server/index.js");
    if (!existsSync(main)) throw new Error("app/frontend is not built: run `npm run prepare` first.");
    this.#child = spawn(process.execPath, [main], { env: { PORT: "0", ...env }, stdio: ["ignore", "pipe", "inherit"] });
    FrontEnd.#running.add(this);
    // An interrupted test run takes its servers along.
    const kill = (): void => void this.#child.kill("SIGKILL");
    process.once("exit", kill);
    this.exit = new Promise((resolve) => {
      this.#child.once("close", (code) => {
        FrontEnd.#running.delete(this);
        process.off("exit", kill);
        resolve(code);
      });
    });
    this.#listening = new Promise((resolve, reject) => {
      if (this.#child.stdout) {
        createInterface(this.#child.stdout).on("line", (line) => {
          const entry = JSON.parse(line) as Record<string, unknown>;
          this.lines.push(entry);
          if (entry.message === "listening") resolve(entry.port as number);
        });
      }
      void this.exit.then((code) => {
        reject(new Error(`The server exited with ${code ?? "a signal"}: ${JSON.stringify(this.lines)}`));
      });
    });
    // A test that expects the exit never asks for the port.
    this.#listening.catch(() => undefined);
  }

  async start(): Promise<this> {
    this.#port = await this.#listening;
    return this;
  }

  get port(): number {
    return this.#port;
  }

  terminate(): void {
    this.#child.kill("SIGTERM");
  }

  /** Ends the server at once, if it still runs. */
  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.exit;
  }

  /** Asks over a fresh connection; unlike fetch this lets a test choose Host and follows no redirect. */
  ask(url: string, options: RequestOptions = {}, body?: string | Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: "127.0.0.1", port: this.#port, path: url, agent: false, ...options },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            });
          });
        },
      );
      request.on("error", reject);
      request.end(body);
    });
  }

  /** Posts a form as a browser without JavaScript does. */
  post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    const type = { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) };
    return this.ask(url, { method: "POST", headers: { ...type, ...headers } }, body);
  }
}
