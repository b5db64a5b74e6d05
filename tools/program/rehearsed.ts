import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Packages of the toolkit; a package of the application's own is a context of an image perhaps. */
const TOOLKIT = ["cost", "iam", "offline", "policies", "rehearsal", "scaling"];

/** What stands beside a folder of the repository, which whoever took it over may have removed. */
function beside(folder: string): string[] {
  const parent = path.dirname(folder);
  if (!existsSync(path.join(root, parent))) return [];
  return readdirSync(path.join(root, parent))
    .map((name) => path.join(parent, name))
    .filter((name) => name !== folder);
}

/**
 * The program as a rehearsal takes it: from the root of the repository, with the engine's policy pack, and without what neither
 * reads. Two files of three are the toolkit's or tests, and each rehearsal would write and remove them.
 */
export const rehearsed = {
  program: root,
  leaveOut: [
    ...[".git", ".github", ".ci", "docs"],
    ...TOOLKIT.map((name) => path.join("packages", name)),
    ...beside(path.join("tools", "policies")),
    ...beside(path.join("tests", "fixtures")),
  ],
};
