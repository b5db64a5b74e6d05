import { mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/**
 * Makes a temporary folder under the lowest number that nobody has, such as `/tmp/rehearsal-1`. ts-node keeps what it
 * transpiled by the path of tsconfig.json: in a folder that was there before, a program is not transpiled again.
 */
export function numberedFolder(prefix: string): string {
  for (let number = 1; ; number++) {
    const folder = path.join(realpathSync(tmpdir()), `${prefix}-${number}`);
    if (isMade(folder)) return folder;
  }
}

function isMade(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
