import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A file of the repository as it should be now. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  /** Undefined for a file that should not be there any more. */
  readonly content: string | undefined;
}

/** How a file differs from what it should be. */
export type Change = "changed" | "added" | "removed";

/** What writing a file would do; nothing when it is as it should be. */
export function changeOf({ path, content }: GeneratedFile): Change | undefined {
  const current = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  if (current === content) return undefined;
  if (current === undefined) return "added";
  return content === undefined ? "removed" : "changed";
}

/** Brings a file in line. */
export function write({ path, content }: GeneratedFile): void {
  if (content === undefined) {
    rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
