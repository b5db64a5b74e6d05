import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";

/**
 * Writes a page, and the folder that it belongs in.
 *
 * @throws RunError that says why the file cannot be written.
 */
export function writePage(file: string, page: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, page);
  } catch (error) {
    throw new RunError(`--out ${file} cannot be written: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

/** Folder by folder: Node's own recursive mkdir never ends in file systems such as /proc, which make no folders. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "EISDIR") return "it is a folder. Name a file in it.";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "no permission to write there.";
  if (code === "ENOENT") return "the folder cannot be made there.";
  if (code === "ENOTDIR" || code === "EEXIST") return "a part of the path is a file, not a folder.";
  return message;
}
