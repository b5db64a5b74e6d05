import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkModules } from "./linked-modules";
import { UNTRACKED } from "./untracked";

/** The files of a revision, in a folder of their own. */
export interface Checkout {
  readonly folder: string;
  /**
   * Runs a command there.
   *
   * @returns its standard output.
   * @throws CommandError when it fails, or when the user interrupts.
   */
  readonly run: (command: string, args: readonly string[]) => Promise<string>;
}

/** A command that failed; the message is what it wrote to standard error. */
export class CommandError extends Error {}

/** The repository has no such revision. */
export class UnknownRevisionError extends Error {}

const INTERRUPTIONS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Lets `use` work on the files of a revision, with the packages that are installed in the repository. They are gone
 * afterwards, also when the user interrupts; git knows of no work tree, so none can stay behind.
 *
 * @param repository the root of the repository.
 * @throws UnknownRevisionError
 */
export async function atRevision<T>(
  revision: string,
  repository: string,
  use: (checkout: Checkout) => Promise<T>,
): Promise<T> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption.abort(signal);
  };

  for (const signal of INTERRUPTIONS) process.on(signal, interrupt);
  const temporary = mkdtempSync(join(tmpdir(), "webapp-revision-"));
  const folder = join(temporary, "files");
  const run = (cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
    runCommand(command, args, { cwd, env, signal: interruption.signal });
  try {
    const tree = await treeOf(revision, (args) => run(repository, "git", args));
    const index = { ...process.env, GIT_INDEX_FILE: join(temporary, "index") };
    await run(repository, "git", ["read-tree", tree], index);
    await run(repository, "git", ["checkout-index", "--all", `--prefix=${folder}/`], index);
    linkModules(repository, folder);
    const { packages, build } = UNTRACKED;
    share(join(repository, packages), join(folder, packages), symlinkSync);
    // Part of an image, whose tag is made from files and not from links.
    share(join(repository, build), join(folder, build), copy);
    return await use({ folder, run: (command, args) => run(folder, command, args) });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    for (const signal of INTERRUPTIONS) process.off(signal, interrupt);
    // Now that nobody listens, the signal ends this process as it would have.
    if (interruption.signal.aborted) process.kill(process.pid, interruption.signal.reason as NodeJS.Signals);
  }
}

/** The files of a checkout as they are. */
export function checkoutAt(folder: string): Checkout {
  const { signal } = new AbortController();
  return { folder, run: (command, args) => runCommand(command, args, { cwd: folder, env: process.env, signal }) };
}

/** The tree that a revision names. Nothing that begins with a dash is an option to git here. */
async function treeOf(revision: string, git: (args: readonly string[]) => Promise<string>): Promise<string> {
  try {
    return (await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{tree}`])).trim();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new UnknownRevisionError(`there is no revision "${revision}" in this repository.`);
  }
}

function share(source: string, target: string, how: (source: string, target: string) => void): void {
  if (!existsSync(source) || existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  how(source, target);
}

const copy = (source: string, target: string): void => {
  cpSync(source, target, { recursive: true });
};

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Settles only when the command has ended, so that it writes nothing any more. */
function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const [output, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    const failed = (): void => {
      reject(new CommandError(Buffer.concat(errors).toString().trim()));
    };
    child.on("error", (error) => {
      // A command that never began does not end either.
      if (child.pid === undefined) reject(error);
    });
    // What it started itself may go on holding its output: nobody waits for that once the user has interrupted.
    child.on("exit", () => {
      if (options.signal.aborted) failed();
    });
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString());
      else failed();
    });
  });
}
