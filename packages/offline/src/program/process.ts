import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runningConfig } from "./typescript";
import type { Outcome, Task } from "./task";

const START = join(__dirname, "child", "start.cjs");

/** Lines of what a program prints that are shown. */
const SHOWN_LINES = 20;

export interface ProcessOptions {
  readonly task: Task;
  /** @param tsconfig that the program is translated with */
  readonly environment: (tsconfig: string) => NodeJS.ProcessEnv;
  /** The program's own `tsconfig.json`. */
  readonly tsconfig: string;
  /** Milliseconds after which the process is ended, whatever it does. */
  readonly limitMs: number;
}

/** What a process left: its answer, unless it was ended from outside, and what it printed. */
export interface Ended {
  readonly outcome: Outcome | undefined;
  readonly printed: string;
}

/**
 * Runs a program in a process of its own: it may change the working directory, exit or print. Its answer comes in a file
 * of its own.
 */
export async function runInProcess({ task, environment, tsconfig, limitMs }: ProcessOptions): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-program-"));
  const taskFile = join(folder, "task.json");
  const configFile = join(folder, "tsconfig.json");
  const answerFile = join(folder, "answer.json");
  try {
    writeFileSync(taskFile, JSON.stringify(task));
    writeFileSync(configFile, JSON.stringify(runningConfig(tsconfig, task.folder)));
    const answer = openSync(answerFile, "w");
    const printed = await ended([START, taskFile], { ...environment(configFile) }, answer, limitMs);
    closeSync(answer);
    const text = readFileSync(answerFile, "utf8");
    return { outcome: text === "" ? undefined : (JSON.parse(text) as Outcome), printed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits for the end of a process, and gives back the end of what it printed. */
function ended(args: readonly string[], env: NodeJS.ProcessEnv, answer: number, limitMs: number): Promise<string> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe", answer] });
  const lines: string[] = [];
  const collect = (chunk: Buffer): void => {
    lines.push(...chunk.toString().split("\n"));
    lines.splice(0, lines.length - 4 * SHOWN_LINES);
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      resolve(
        lines
          .filter((line) => line.trim() !== "")
          .slice(-SHOWN_LINES)
          .join("\n"),
      );
    });
  });
}
