import { spawnSync } from "node:child_process";
import { RunError } from "@pulumi/pulumi/errors";
import { type z } from "zod";

/**
 * Runs a command that prints what we need.
 *
 * @throws RunError with the command's own last words when it fails.
 */
export function output(command: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new RunError(isMissing ? `${command} is not on the PATH: install it.` : `${command}: ${error.message}`);
  }
  if (status !== 0)
    throw new RunError(`${command} ${args.slice(0, 3).join(" ")} failed: ${stderr.trim() || stdout.trim()}`);
  return stdout;
}

/** One call of the AWS CLI with its answer checked. */
export type AwsCall = <T>(answer: z.ZodType<T>, ...args: readonly string[]) => T;

/**
 * The AWS CLI, which knows credentials, regions and retries. A call throws RunError when AWS refuses, or answers
 * something else.
 *
 * @param profile the CLI's profile. @default whoever's credentials the environment has
 */
export function awsCli(profile?: string): AwsCall {
  const as = profile === undefined ? [] : ["--profile", profile];
  return (answer, ...args) => {
    const { data, error } = answer.safeParse(parse(output("aws", [...args, ...as, "--output", "json"])));
    if (error === undefined) return data;
    const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new RunError(`aws ${args.slice(0, 2).join(" ")} answered something else: ${problems.join("; ")}`);
  };
}

/** The outputs of a stack, secrets left out. */
export function stackOutputs<T>(answer: z.ZodType<T>, stack: string): T {
  const { data, error } = answer.safeParse(parse(output("pulumi", ["stack", "output", "--json", "--stack", stack])));
  if (error === undefined) return data;
  const names = error.issues.map(({ path }) => path.join("."));
  throw new RunError(
    `The stack ${stack} has no output ${names.join(", ")}: deploy it with pulumi up --stack ${stack} first.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
