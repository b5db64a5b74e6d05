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
