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
  /** One command of the Pulumi CLI in this folder; with other credentials it has nothing else of the caller's. */
  pulumi(args: readonly string[], as?: Credentials): Promise<Ended>;
  read(file: string): string | undefined;
  write(file: string, text: string): void;
  remove(file: string): void;
  say(line: string): void;
  sleep(seconds: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What Pulumi and its providers need of the keeper's environment, which has GitHub's tokens too. */
const NEEDED = /^(PATH|HOME|AWS_REGION|AWS_DEFAULT_REGION|PULUMI_\w+)$/;

/**
 * The environment in which Pulumi runs what a pull request wrote: no token, no credentials but the role's, and no program
 * from elsewhere.
 */
export const environmentFor = (as: Credentials, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(own).filter(([name]) => NEEDED.test(name) && name !== "PULUMI_ACCESS_TOKEN")),
  ...as,
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
});

const withCredentials = (as: Credentials | undefined): NodeJS.ProcessEnv => ({ ...process.env, AWS_PAGER: "", ...as });

/** Those of this process. */
export const ownHands: Hands = {
  aws: (args, as) => (as === undefined ? installedAws(args) : runCommand("aws", args, { env: withCredentials(as) })),
  pulumi: (args, as) => runCommand("pulumi", args, as === undefined ? {} : { env: environmentFor(as, process.env) }),
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
