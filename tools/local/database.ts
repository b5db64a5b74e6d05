import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";
import { type Credentials } from "./secrets";
import { type DatabaseTools } from "./tools";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** A database server of this machine with a data directory of its own, for one application. */
export class Database {
  port = 0;
  readonly #sockets = mkdtempSync(join(tmpdir(), "webapp-"));
  #process: ChildProcess | undefined;
  #output = "";

  /** @param folder where the data is, and stays. */
  constructor(
    private readonly tools: DatabaseTools,
    private readonly folder: string,
    private readonly name: string,
  ) {}

  /** Starts the server, on the same port as before if it ran already. */
  async start(): Promise<void> {
    if (!existsSync(join(this.folder, "mysql"))) this.#install();
    this.port = this.port === 0 ? await freePort() : this.port;
    const started = spawn(
      this.tools.server,
      [
        "--no-defaults",
        ...asRoot(),
        `--datadir=${this.folder}`,
        `--socket=${this.#socket}`,
        `--pid-file=${join(this.#sockets, "pid")}`,
        `--port=${this.port}`,
        "--bind-address=127.0.0.1",
        "--skip-log-bin",
        "--skip-name-resolve",
        ...(this.tools.kind === "mysql" ? ["--mysqlx=OFF"] : []),
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#process = started;
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-4000);
    };
    started.stdout.on("data", keep);
    started.stderr.on("data", keep);
    await this.#answers(started);
    // The administrator has no password, so only the socket, a file of this user, may lead to it.
    this.query("DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1'");
    this.query(`CREATE DATABASE IF NOT EXISTS \`${this.name}\` CHARACTER SET utf8mb4`);
  }

  /** Gives the application's user this password, from now on and for new connections. */
  setPassword({ username, password }: Credentials): void {
    const user = `'${username}'@'%'`;
    this.query(
      `CREATE USER IF NOT EXISTS ${user}; ALTER USER ${user} IDENTIFIED BY '${password}';` +
        ` GRANT ALL ON \`${this.name}\`.* TO ${user}`,
    );
  }

  /** Rows of a statement, columns parted by tabs, as the server's administrator. */
  query(statement: string): string[] {
    const text = execFileSync(this.tools.client, this.clientArguments, {
      input: statement,
      encoding: "utf8",
      stdio: "pipe",
    });
    return text.split("\n").filter((line) => line !== "");
  }

  get clientProgram(): string {
    return this.tools.client;
  }

  /** Arguments with which the client program is this server's administrator. */
  get clientArguments(): string[] {
    return ["--no-defaults", "--user=root", `--socket=${this.#socket}`, "--batch", "--skip-column-names"];
  }

  /** Ends the server: in order, or as a power cut would (`SIGKILL`). */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    const timer = setTimeout(() => running.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  /** Ends the server for good; the data stays. */
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#sockets, { recursive: true, force: true });
  }

  /** Socket paths have at most about 100 characters, so it is not beside the data. */
  get #socket(): string {
    return join(this.#sockets, "s");
  }

  #install(): void {
    mkdirSync(this.folder, { recursive: true });
    const folder = [...asRoot(), `--datadir=${this.folder}`];
    if (this.tools.kind === "mysql") {
      execFileSync(this.tools.server, ["--no-defaults", "--initialize-insecure", ...folder], { stdio: "pipe" });
      return;
    }
    execFileSync(
      this.tools.install ?? "mariadb-install-db",
      ["--no-defaults", ...folder, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"],
      { stdio: "pipe" },
    );
  }

  async #answers(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        this.query("SELECT 1");
        return;
      } catch {
        const isOver = started.exitCode !== null || Date.now() > deadline;
        if (isOver) throw new Error(`The database server does not answer.\n${this.#output}`);
        await sleep(50);
      }
    }
  }
}

/** Servers refuse to run as root unless they are told to, and in a container there may be no other user. */
const asRoot = (): string[] => (process.getuid?.() === 0 ? ["--user=root"] : []);
