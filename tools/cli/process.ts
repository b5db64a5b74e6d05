import { RunError } from "@pulumi/pulumi/errors";
import { fitLines } from "./narrow";

/** Errors that tell the user everything; a stack trace would only hide it. */
const EXPLAINED = ["CaptureError", "CostError", "LocalRunError", "PulumiUnavailable"];

/**
 * Runs a command to its end: exit code 1 and a message for what fails, nothing but the answer on standard output.
 */
export function runCommandLine(main: () => Promise<void>): void {
  let isFinished = false;
  // Node ends without a word when a program awaits what never comes: an empty answer must not look like a good one.
  process.once("beforeExit", () => {
    if (isFinished) return;
    console.error("The command ended before it was complete: the program awaits a value that never comes.");
    process.exitCode = 1;
  });
  process.stdout.on("error", endForLackOfReader);
  fitLines(process.stdout);
  // Nobody is left to tell.
  process.stderr.on("error", () => process.exit(1));
  main()
    .catch((error: unknown) => {
      console.error(isExplained(error) ? explained(error) : unexpected(error));
      process.exitCode = 1;
    })
    .finally(() => {
      isFinished = true;
    });
}

function endForLackOfReader(error: NodeJS.ErrnoException): void {
  // The reader, such as head, has seen enough.
  if (error.code === "EPIPE") process.exit(0);
  console.error(`Standard output cannot be written: ${error.message}.`);
  process.exit(1);
}

function isExplained(error: unknown): error is Error {
  return RunError.isInstance(error) || (error instanceof Error && EXPLAINED.includes(error.name));
}

/** The rehearsal says only why there is no CLI. */
const explained = ({ name, message }: Error): string =>
  name === "PulumiUnavailable" ? `The rehearsal needs the Pulumi CLI: ${message}.` : message;

/** An error of the program itself; where it comes from is told to whoever asks with --trace. */
function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return `Unexpected error: ${String(error)}`;
  const isTraced = process.argv.includes("--trace");
  return isTraced
    ? (error.stack ?? error.message)
    : `${error.name}: ${error.message}\nRun it again with --trace to see where.`;
}
