import { spawn, type ChildProcess } from "node:child_process";

/** How a command ended. */
export interface Finished {
  /** Null when the command was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Show the output as it comes, for people. @default false */
  readonly show?: boolean;
  /** Told once the process runs: tests kill it in the middle this way. */
  readonly started?: (child: ChildProcess) => void;
  /** Longest time a command may take. @default 300000 */
  readonly limitMs?: number;
}

/** Runs a command to its end; a command that fails is a result and not an error. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.limitMs ?? 300_000,
    });
    const [stdout, stderr] = [
      collect(child.stdout, options.show, process.stdout),
      collect(child.stderr, options.show, process.stderr),
    ];
    child.once("error", reject);
    child.once("close", (exitCode) => {
      resolve({ exitCode, stdout: stdout(), stderr: stderr(), milliseconds: performance.now() - start });
    });
    options.started?.(child);
  });
}

/** Runs a command on the terminal of this process; the answer is its exit code. */
export function attend(
  file: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });
}

function collect(
  stream: NodeJS.ReadableStream,
  show: boolean | undefined,
  screen: NodeJS.WritableStream,
): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    if (show === true) screen.write(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
