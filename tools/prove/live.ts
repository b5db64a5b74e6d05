import type { Workspace } from "@toolkit/rehearsal/driver/workspace";

import type { AwsCommand } from "../aws/aws";

/** What a request to the application met. */
export interface Visit {
  /** Status of the answer; undefined when there was none. */
  readonly status?: number;
  /** Why there was none. */
  readonly error?: string;
}

/** The world in which claims are walked: the account of whoever runs the command, or an emulated one. */
export interface Live {
  readonly aws: AwsCommand;
  /** Opens the stack; what it keeps stands in `folder`. */
  openStack(folder: string, stackFiles: string, passphrase: string): Promise<Workspace>;
  /** One GET as a viewer sends it. */
  visit(url: string): Promise<Visit>;
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws Interrupted when the run is to end */
  sleep(milliseconds: number): Promise<void>;
  /** Whether what Pulumi prints is shown as it comes. */
  readonly showsPulumi: boolean;
  say(line: string): void;
  /** Asks on the terminal. @throws RunError where there is nobody to ask */
  ask(question: string): Promise<string>;
  /** True once somebody has pressed Ctrl-C. */
  isInterrupted(): boolean;
  /** Commands that are needed and not there, a sentence each. */
  missing(): Promise<readonly string[]>;
}

/** The run was told to end. */
export class Interrupted extends Error {}
