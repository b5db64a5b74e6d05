import { setTimeout } from "node:timers/promises";

import { RunError } from "@pulumi/pulumi/errors";

import { type AwsCommand, installedAws } from "../aws/aws";
import { askOnTerminal, type Ended, runCommand } from "../cli/command";

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
  ask: askOnTerminal,
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

/** Ctrl-C is for the command on the terminal; this process ends with it. */
async function run(command: "aws" | "pulumi", args: readonly string[], stdio: "inherit" | "pipe"): Promise<Ended> {
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  try {
    return await runCommand(command, args, { stdio });
  } finally {
    process.off("SIGINT", ignore);
  }
}
