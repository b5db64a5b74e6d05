import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const repository = path.resolve(__dirname, "../../..");

/** How a script ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
interface How {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs a subcommand in a process of its own, as the workflows do. */
export const runSubcommand = (name: string, args: readonly string[], how?: How): Promise<Ended> =>
  runScript("tools/cli.ts", [name, ...args], how);

/** Runs a file of the repository in a process of its own. */
export function runScript(script: string, args: readonly string[], how: How = {}): Promise<Ended> {
  const file = path.join(repository, script);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), file, ...args], {
      cwd: how.cwd ?? repository,
      env: { ...process.env, ...how.env },
      timeout: 300_000,
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    child.once("error", reject);
    child.once("close", (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
    child.stdin.end(how.input ?? "");
  });
}

/** A folder with commands of our own that come first on the PATH. */
export class FakeCommands {
  readonly folder = mkdtempSync(path.join(tmpdir(), "webapp-commands-"));

  /** `body` is JavaScript with `args`, `fs` and `folder`; what it returns is printed. */
  add(name: string, body: string): void {
    const script = `#!${process.execPath}
const fs = require("node:fs");
const folder = ${JSON.stringify(this.folder)};
const args = process.argv.slice(2);
const fail = (message) => { console.error(message); process.exit(254); };
fs.appendFileSync(folder + "/calls", JSON.stringify([${JSON.stringify(name)}, ...args]) + "\\n");
const answer = ((args) => { ${body} })(args);
if (answer !== undefined) console.log(typeof answer === "string" ? answer : JSON.stringify(answer));
`;
    writeFileSync(path.join(this.folder, name), script);
    chmodSync(path.join(this.folder, name), 0o755);
  }

  get env(): NodeJS.ProcessEnv {
    return { PATH: `${this.folder}${path.delimiter}${process.env.PATH ?? ""}` };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
