import { spawn } from "node:child_process";
import { createInterface } from "node:readline/promises";
import { setTimeout } from "node:timers/promises";

import { RunError } from "@pulumi/pulumi/errors";

import { type AwsCommand, type Ended, installedAws, NO_CLI } from "../aws/aws";

/** What a daily command may do outside of itself. */
export interface Hands {
  /** One call of the AWS CLI. */
  readonly aws: AwsCommand;
  /** The AWS CLI on the person's own terminal; the answer is its exit code. */
  attend(args: readonly string[]): Promise<number>;
  /** One command of the Pulumi CLI in this folder. */
  pulumi(args: readonly string[]): Promise<Ended>;
  say(line: string): void;
  /** Asks on the terminal. @throws RunError where there is nobody to ask */
  ask(question: string): Promise<string>;
  /** What comes on standard input. */
  input(): Promise<string>;
  sleep(seconds: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Those of this process. */
export const ownHands: Hands = {
  aws: installedAws,
  attend: (args) => run("aws", args, "inherit").then(({ exitCode }) => exitCode),
  pulumi: (args) => run("pulumi", args, "pipe"),
  say: (line) => {
    console.log(line);
  },
  ask: async (question) => {
    if (!process.stdin.isTTY) throw new RunError("There is nobody to ask: --without-asking does it all the same.");
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
  input: async () => {
    if (process.stdin.isTTY)
      throw new RunError("The value comes on standard input, so that no history keeps it: … < value.txt");
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  },
  sleep: async (seconds) => {
    await setTimeout(seconds * 1000);
  },
  now: () => Date.now(),
};

const MISSING: Readonly<Record<string, string>> = {
  aws: NO_CLI,
  pulumi: "The Pulumi CLI is not on the PATH: install it (https://www.pulumi.com/docs/iac/download-install/).",
};

function run(command: string, args: readonly string[], stdio: "inherit" | "pipe"): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // Ctrl-C is for the command on the terminal; this process ends with it.
    const ignore = (): void => undefined;
    process.on("SIGINT", ignore);
    const child = spawn(command, args, { stdio: stdio === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(new RunError(error.code === "ENOENT" ? (MISSING[command] ?? command) : `${command}: ${error.message}`));
    });
    child.once("close", (exitCode) => {
      process.off("SIGINT", ignore);
      resolve({ exitCode: exitCode ?? 1, stdout, stderr });
    });
  });
}
