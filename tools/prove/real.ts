import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

import { Workspace } from "@toolkit/rehearsal/driver/workspace";

import { installedAws } from "../aws/aws";
import { askOnTerminal, MISSING } from "../cli/command";
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
    ask: askOnTerminal,
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

const NEEDED: readonly (readonly [string, readonly string[], string])[] = [
  ["aws", ["--version"], MISSING.aws],
  ["docker", ["buildx", "version"], "Docker with buildx is not there: the images of the stack are built with it."],
  ["pulumi", ["version"], MISSING.pulumi],
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
