import { spawn } from "node:child_process";
import { createInterface } from "node:readline/promises";

import { RunError } from "@pulumi/pulumi/errors";

/** How a command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What to do about commands that are not there. */
export const MISSING = {
  aws: "The AWS CLI is not on the PATH: install it (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html).",
  pulumi: "The Pulumi CLI is not on the PATH: install it (https://www.pulumi.com/docs/iac/download-install/).",
} as const;

/** How a command is run. */
interface How {
  /** `inherit` for one that talks with the person on the terminal; then nothing is read of it. @default "pipe" */
  readonly stdio?: "inherit" | "pipe";
  /** @default that of this process */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end, however it ends. @throws RunError when it cannot begin */
export function runCommand(command: keyof typeof MISSING, args: readonly string[], how: How = {}): Promise<Ended> {
  const { stdio = "pipe", env = process.env } = how;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: stdio === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(new RunError(error.code === "ENOENT" ? MISSING[command] : `${command}: ${error.message}`));
    });
    child.once("close", (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, stdout, stderr });
    });
  });
}

/** Asks on the terminal. @throws RunError where there is nobody to ask */
export async function askOnTerminal(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new RunError("There is nobody to ask: --without-asking does it all the same.");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
