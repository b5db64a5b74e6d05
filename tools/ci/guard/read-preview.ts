import { existsSync, readFileSync, statSync } from "node:fs";
import { RunError } from "@pulumi/pulumi/errors";

import { parsePreview, type PreviewDocument } from "./preview-document";

/**
 * Reads `pulumi preview --json` from a file, or from standard input.
 *
 * @throws RunError for a file that does not exist, and for a text that is something else.
 */
export function readPreview(file: string | undefined): PreviewDocument {
  if (file === undefined) return parsePreview(readFileSync(0, "utf8"), "Standard input");
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new RunError(`${file} is no file: write pulumi preview --json --stack NAME into it first.`);
  }
  return parsePreview(readFileSync(file, "utf8"), file);
}
