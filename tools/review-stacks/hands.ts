import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

import { installedAws, type AwsCommand } from "../aws/aws";
import { type Ended, runCommand } from "../cli/command";

/** Temporary credentials, as environment variables. */
export type Credentials = Readonly<Record<"AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN", string>>;

/** What a review stack's commands do outside of themselves. */
export interface Hands {
  /** One call of the AWS CLI, as the caller or with other credentials. */
  aws(args: readonly string[], as?: Credentials): ReturnType<AwsCommand>;
  /** One command of the Pulumi CLI in this folder, likewise. */
  pulumi(args: readonly string[], as?: Credentials): Promise<Ended>;
  read(file: string): string | undefined;
  write(file: string, text: string): void;
  remove(file: string): void;
  say(line: string): void;
  sleep(seconds: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

const withCredentials = (as: Credentials | undefined): NodeJS.ProcessEnv => ({ ...process.env, AWS_PAGER: "", ...as });

/** Those of this process. */
export const ownHands: Hands = {
  aws: (args, as) => (as === undefined ? installedAws(args) : runCommand("aws", args, { env: withCredentials(as) })),
  pulumi: (args, as) => runCommand("pulumi", args, { env: withCredentials(as) }),
  read: (file) => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  },
  write: (file, text) => {
    writeFileSync(file, text);
  },
  remove: (file) => {
    rmSync(file, { force: true });
  },
  say: (line) => {
    console.log(line);
  },
  sleep: async (seconds) => {
    await setTimeout(seconds * 1000);
  },
  now: () => Date.now(),
};
