import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Gives the files of a revision the packages that are installed in the checkout at hand, by links; its workspaces lead to
 * its own folders, so that each revision runs its own toolkit.
 *
 * @param installed a folder with node_modules; without one nothing is linked but the workspaces.
 */
export function linkModules(installed: string, revision: string): void {
  const target = join(revision, "node_modules");
  const source = join(installed, "node_modules");
  if (existsSync(source)) linkInstalled(source, target);
  for (const folder of workspacesOf(revision)) {
    const { name } = manifestOf(folder);
    if (name !== undefined) link(relative(dirname(join(target, name)), folder), join(target, name));
  }
}

function linkInstalled(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source)) {
    const from = join(source, entry);
    if (isWorkspace(from)) continue;
    if (entry.startsWith("@")) linkInstalled(from, join(target, entry));
    else link(realpathSync(from), join(target, entry));
  }
}

/** Whether npm linked it to a folder of the checkout, which may have been removed since. */
const isWorkspace = (path: string): boolean =>
  lstatSync(path).isSymbolicLink() && !(existsSync(path) && realpathSync(path).includes("node_modules"));

/** Folders of `workspaces` in package.json, which names them one by one or as `packages/*`. */
function workspacesOf(folder: string): string[] {
  const { workspaces = [] } = manifestOf(folder);
  return workspaces.flatMap((pattern) => {
    if (!pattern.endsWith("/*")) return [join(folder, pattern)];
    const parent = join(folder, pattern.slice(0, -"/*".length));
    return existsSync(parent) ? readdirSync(parent).map((entry) => join(parent, entry)) : [];
  });
}

function manifestOf(folder: string): { readonly name?: string; readonly workspaces?: readonly string[] } {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ReturnType<typeof manifestOf>) : {};
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) symlinkSync(target, path);
}
