import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Project } from "./project";

/** Whose packages a program would load. */
export interface Packages {
  /** Packages that the program asks for and has not installed, with the version that stands in: `@pulumi/aws 7.48.0 (asked for 7.23.0)`. */
  readonly standIns: readonly string[];
  /** Packages that are nowhere. */
  readonly missing: readonly string[];
}

/**
 * Looks up the packages of a program's manifest without loading them.
 *
 * @param standIn folder whose packages are taken where the program has none.
 */
export function packagesOf({ folder, manifest }: Project, standIn: string): Packages {
  const standIns: string[] = [];
  const missing: string[] = [];
  for (const [name, asked] of Object.entries(manifest.dependencies ?? {})) {
    if (isInstalled(name, folder)) continue;
    const file = join(standIn, "node_modules", name, "package.json");
    if (!existsSync(file)) missing.push(name);
    else standIns.push(describe(name, (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version, asked));
  }
  return { standIns, missing };
}

const describe = (name: string, version: string, asked: string): string =>
  asked.replace(/^[\^~=v]+/, "") === version ? `${name} ${version}` : `${name} ${version} (asked for ${asked})`;

/** A manifest need not be exported, so that the folders are searched as Node.js does. */
function isInstalled(name: string, folder: string): boolean {
  const places = createRequire(join(folder, "program.js")).resolve.paths(name) ?? [];
  const own = places.filter((place) => !(process.env.NODE_PATH ?? "").split(":").includes(place));
  return own.some((place) => existsSync(join(place, name, "package.json")));
}
