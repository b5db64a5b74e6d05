import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port";
import { type Credentials } from "./secrets";
import { ServerProcess } from "./server-process";
import { type DatabaseTools } from "./tools";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** A database server of this machine with a data directory of its own, for one application. */
export class Database {
  port = 0;
  readonly #sockets = mkdtempSync(join(tmpdir(), "webapp-"));
  readonly #server = new ServerProcess("The database server", () => this.#answers());

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
    await this.#server.start(
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
      START_TIMEOUT_MS,
    );
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
    await this.#server.stop(signal, STOP_TIMEOUT_MS);
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

  #answers(): boolean {
    try {
      this.query("SELECT 1");
      return true;
    } catch {
      return false;
    }
  }
}

/** Servers refuse to run as root unless they are told to, and in a container there may be no other user. */
const asRoot = (): string[] => (process.getuid?.() === 0 ? ["--user=root"] : []);
