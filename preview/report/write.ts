import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";

/**
 * Writes a page, and the folder that it belongs in.
 *
 * @throws RunError that says why the file cannot be written.
 */
export function writePage(file: string, page: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, page);
  } catch (error) {
    throw new RunError(`--out ${file} cannot be written: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "EISDIR") return "it is a folder. Name a file in it.";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "no permission to write there.";
  if (code === "ENOTDIR" || code === "EEXIST") return "a part of the path is a file, not a folder.";
  return message;
}
