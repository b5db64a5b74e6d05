// Pulumi takes a stack trace per resource; with source maps that costs more than the preview itself.
process.setSourceMapsEnabled(false);

import { RunError } from "@pulumi/pulumi/errors";
import type * as command from "./command";
import { HELP, parseOptions } from "./options";
import { styleFor } from "./render/style";

let isFinished = false;

/** Node ends without a word when a program awaits what never comes: an empty answer must not look like a good one. */
process.once("beforeExit", () => {
  if (isFinished) return;
  console.error("The preview ended before it was complete: the program awaits a value that never comes.");
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load them as ES modules, at twice the time
  const { runPreview } = require("./command") as typeof command;
  process.stdout.write(await runPreview(options, styleFor(process.stdout)));
}

/** Errors that tell the user everything; a stack trace would only hide it. */
function isExplained(error: unknown): error is Error {
  return RunError.isInstance(error) || (error instanceof Error && error.name === "CaptureError");
}

/** An error of the program itself; capturing it switches stack traces off unless --trace asks for them. */
function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return `Unexpected error: ${String(error)}`;
  const isTraced = process.argv.includes("--trace");
  return isTraced
    ? (error.stack ?? error.message)
    : `${error.name}: ${error.message}\nRun it again with --trace to see where.`;
}

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
