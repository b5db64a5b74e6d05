import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import * as path from "node:path";

/** Folders that hold nothing of a program's own. */
const NEVER_COPIED = new Set(["node_modules", ".cache"]);

/**
 * Puts a program in a folder in place of what was there, with the packages that it has.
 *
 * @param leaveOut paths from the program's folder @default .git
 */
export function copyProgram(program: string, folder: string, leaveOut: readonly string[] = [".git"]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const isCopied = (source: string): boolean =>
    !NEVER_COPIED.has(path.basename(source)) && !leaveOut.includes(path.relative(program, source));
  // Entry by entry, since the copy may lie inside the program's own .cache.
  for (const entry of readdirSync(program)) {
    const source = path.join(program, entry);
    if (isCopied(source)) cpSync(source, path.join(folder, entry), { recursive: true, filter: isCopied });
  }
  symlinkSync(installedModules(program), path.join(folder, "node_modules"));
}

/** The `node_modules` from which a program gets the SDK: its own, or that of a folder above. */
function installedModules(program: string): string {
  const modules = path.join(program, "node_modules");
  if (existsSync(path.join(modules, "@pulumi", "pulumi"))) return modules;
  const above = path.dirname(program);
  if (above === program)
    throw new Error("no @pulumi/pulumi is installed for the program; run npm install in its folder");
  return installedModules(above);
}
