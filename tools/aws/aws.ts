import { spawn } from "node:child_process";
import { RunError } from "@pulumi/pulumi/errors";
import { type z } from "zod";

import { explain } from "./explain";

/** How a command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `aws` with these arguments to its end. */
export type AwsCommand = (args: readonly string[]) => Promise<Ended>;

/** The AWS CLI of this machine, which knows credentials, regions and retries. @throws RunError when there is none */
export const installedAws: AwsCommand = (args) =>
  new Promise((resolve, reject) => {
    const child = spawn("aws", args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, AWS_PAGER: "" } });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(new RunError(error.code === "ENOENT" ? NO_CLI : `aws: ${error.message}`));
    });
    child.once("close", (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, stdout, stderr });
    });
  });

export const NO_CLI =
  "The AWS CLI is not on the PATH: install it (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html).";

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

/** Calls of the AWS CLI with their answers checked. */
export class Aws {
  /** @param region of calls that name none. @default the one of the AWS CLI's configuration */
  constructor(
    private readonly command: AwsCommand,
    private readonly region?: string,
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
    const isElsewhere = this.region === undefined || args.includes("--region");
    const region = isElsewhere ? [] : ["--region", this.region];
    const { exitCode, stdout, stderr } = await this.command([...args, ...region]);
    if (exitCode === 0) return stdout;
    const code = /An error occurred \(([\w.]+)\)/.exec(stderr)?.[1] ?? "";
    throw new AwsRefusal(explain(args, stderr.trim() || stdout.trim()), code);
  }
}
