import { existsSync, readFileSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import { RunError } from "@pulumi/pulumi/errors";

import { parsePreview, type PreviewDocument } from "./preview-document";

/**
 * Reads `pulumi preview --json` from a file, or from standard input.
 *
 * @throws RunError for a file that does not exist, and for a text that is something else.
 */
export async function readPreview(file: string | undefined): Promise<PreviewDocument> {
  // Not readFileSync(0): a pipe that does not block makes it fail with EAGAIN before the preview has written anything.
  if (file === undefined) return parsePreview(await text(process.stdin), "Standard input");
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new RunError(`${file} is no file: write pulumi preview --json --stack NAME into it first.`);
  }
  return parsePreview(readFileSync(file, "utf8"), file);
}
