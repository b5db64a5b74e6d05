import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** A stack as it was at some moment: what `Workspace.save` keeps, and `Workspace.open` goes on from. */
export interface SavedStack {
  readonly stackFile: string;
  /** Files of the state by their path. */
  readonly state: ReadonlyMap<string, Buffer>;
}

/** The files of a folder and of the folders in it, by their path from there. */
export function filesIn(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [path.relative(folder, file), readFileSync(file)]));
}

/** Writes what `filesIn` read. */
export function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
