import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Gives a work tree the packages that are installed in another checkout, by links. Workspaces are links there already,
 * relative ones: copied as they are they lead to the work tree's own folders, so that each revision runs its own toolkit.
 *
 * @param installed a folder with node_modules; without one nothing happens.
 */
export function linkModules(installed: string, worktree: string): void {
  const source = join(installed, "node_modules");
  if (existsSync(source)) linkEntries(source, join(worktree, "node_modules"));
}

function linkEntries(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source)) {
    const [from, to] = [join(source, entry), join(target, entry)];
    if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else if (entry.startsWith("@")) linkEntries(from, to);
    else symlinkSync(from, to);
  }
}
