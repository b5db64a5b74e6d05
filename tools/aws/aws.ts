import { RunError } from "@pulumi/pulumi/errors";
import { type z } from "zod";

import { type Ended, runCommand } from "../cli/command";
import { explain } from "./explain";

/** Runs `aws` with these arguments to its end. */
export type AwsCommand = (args: readonly string[]) => Promise<Ended>;

/** The AWS CLI of this machine, which knows credentials, regions and retries. @throws RunError when there is none */
export const installedAws: AwsCommand = (args) => runCommand("aws", args, { env: { ...process.env, AWS_PAGER: "" } });

/** AWS refused a call. */
export class AwsRefusal extends RunError {
  constructor(
    message: string,
    /** AWS's code of the error, such as `DBInstanceNotFound`; empty when the call never got there. */
    readonly code: string,
  ) {
    super(message);
  }
}

/** As whom and where calls are made. */
export interface AwsOptions {
  /** Of calls that name none. @default the one of the AWS CLI's configuration */
  readonly region?: string | undefined;
  /** The CLI's profile. @default whoever's credentials the environment has */
  readonly profile?: string | undefined;
}

/** Calls of the AWS CLI with their answers checked. */
export class Aws {
  constructor(
    private readonly command: AwsCommand = installedAws,
    private readonly options: AwsOptions = {},
  ) {}

  /**
   * One call.
   *
   * @throws AwsRefusal when AWS refuses, RunError when it answers something else
   */
  async ask<T>(answer: z.ZodType<T>, ...args: readonly string[]): Promise<T> {
    const { data, error } = answer.safeParse(await this.json(...args));
    if (error === undefined) return data;
    const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new RunError(`aws ${args.slice(0, 2).join(" ")} answered something else: ${problems.join("; ")}`);
  }

  /** The answer to one call as it is; undefined when AWS answers nothing. @throws AwsRefusal when AWS refuses */
  async json(...args: readonly string[]): Promise<unknown> {
    const text = await this.text(...args, "--output", "json");
    try {
      return text.trim() === "" ? undefined : (JSON.parse(text) as unknown);
    } catch {
      throw new RunError(`aws ${args.slice(0, 2).join(" ")} answered no JSON: ${text.slice(0, 200)}`);
    }
  }

  /** What one command prints. @throws AwsRefusal when AWS refuses */
  async text(...args: readonly string[]): Promise<string> {
    const { region, profile } = this.options;
    const where = region === undefined || args.includes("--region") ? [] : ["--region", region];
    const who = profile === undefined ? [] : ["--profile", profile];
    const { exitCode, stdout, stderr } = await this.command([...args, ...where, ...who]);
    if (exitCode === 0) return stdout;
    const code = /An error occurred \(([\w.]+)\)/.exec(stderr)?.[1] ?? "";
    throw new AwsRefusal(explain(args, stderr.trim() || stdout.trim()), code);
  }
}
