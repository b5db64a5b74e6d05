import { RunError } from "@pulumi/pulumi/errors";

/** Errors that tell the user everything; a stack trace would only hide it. */
const EXPLAINED = ["CaptureError", "CostError"];

/**
 * Runs a command to its end: exit code 1 and a message for what fails, nothing but the answer on standard output.
 *
 * @param what names the command in the message for a program that never ends, e.g. `preview`.
 */
export function runCommandLine(what: string, main: () => Promise<void>): void {
  let isFinished = false;
  // Node ends without a word when a program awaits what never comes: an empty answer must not look like a good one.
  process.once("beforeExit", () => {
    if (isFinished) return;
    console.error(`The ${what} ended before it was complete: the program awaits a value that never comes.`);
    process.exitCode = 1;
  });
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader, such as head, has seen enough.
    process.exit(error.code === "EPIPE" ? 0 : 1);
  });
  main()
    .catch((error: unknown) => {
      console.error(isExplained(error) ? error.message : unexpected(error));
      process.exitCode = 1;
    })
    .finally(() => {
      isFinished = true;
    });
}

function isExplained(error: unknown): error is Error {
  return RunError.isInstance(error) || (error instanceof Error && EXPLAINED.includes(error.name));
}

/** An error of the program itself; where it comes from is told to whoever asks with --trace. */
function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return `Unexpected error: ${String(error)}`;
  const isTraced = process.argv.includes("--trace");
  return isTraced
    ? (error.stack ?? error.message)
    : `${error.name}: ${error.message}\nRun it again with --trace to see where.`;
}
