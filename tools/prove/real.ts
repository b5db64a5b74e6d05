import { execFile } from "node:child_process";
import { createInterface } from "node:readline/promises";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

import { RunError } from "@pulumi/pulumi/errors";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";

import { installedAws, NO_CLI } from "../aws/aws";
import { rehearsed } from "../program/rehearsed";
import { Interrupted, type Live, type Visit } from "./live";
import { STACK } from "./stack-files";

const run = promisify(execFile);

/** A viewer that waits longer has gone. */
const PATIENCE_MS = 15_000;

/** The account of whoever runs the command. */
export function realLive(): Live {
  const interruption = new AbortController();
  // Pulumi gets the same signal from the terminal, and stops in order.
  process.on("SIGINT", () => {
    interruption.abort();
  });
  return {
    aws: installedAws,
    showsPulumi: true,
    openStack: (folder, stackFiles, passphrase) =>
      Workspace.open({ ...rehearsed, stack: STACK, stackFiles, folder, world: { passphrase } }),
    visit,
    now: () => Date.now(),
    sleep: async (milliseconds) => {
      try {
        await setTimeout(milliseconds, undefined, { signal: interruption.signal });
      } catch {
        throw new Interrupted();
      }
    },
    say: (line) => {
      console.log(line);
    },
    ask,
    isInterrupted: () => interruption.signal.aborted,
    missing,
  };
}

async function visit(url: string): Promise<Visit> {
  try {
    const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status };
  } catch (error) {
    const { cause, message } = error as Error;
    return { error: cause instanceof Error ? cause.message : message };
  }
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new RunError("There is nobody to ask: --without-asking deploys all the same.");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

const NEEDED: readonly (readonly [string, readonly string[], string])[] = [
  ["aws", ["--version"], NO_CLI],
  ["docker", ["buildx", "version"], "Docker with buildx is not there: the images of the stack are built with it."],
  [
    "pulumi",
    ["version"],
    "The Pulumi CLI is not on the PATH: install it (https://www.pulumi.com/docs/iac/download-install/).",
  ],
];

async function missing(): Promise<string[]> {
  const found = await Promise.all(
    NEEDED.map(([command, args, sentence]) =>
      run(command, [...args]).then(
        () => [],
        () => [sentence],
      ),
    ),
  );
  return found.flat();
}
