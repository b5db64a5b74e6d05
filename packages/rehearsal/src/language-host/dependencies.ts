import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** A package that a program declares, with the version that is installed. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** The manifest's `pulumi` section: present in packages that come with a provider plugin. */
  readonly plugin?: PluginSection;
}

interface PluginSection {
  readonly resource?: boolean;
  readonly name?: string;
  readonly version?: string;
  readonly server?: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: PluginSection;
}

/** The direct dependencies of the package that `folder` belongs to, as far as they are installed. */
export function declaredDependencies(folder: string): Dependency[] {
  const manifestPath = nearestManifest(folder);
  if (manifestPath === undefined) return [];
  const manifest = readManifest(manifestPath);
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return names.flatMap((name) => {
    const installed = installedManifest(name, path.dirname(manifestPath));
    if (installed?.version === undefined) return [];
    const { version, pulumi } = installed;
    return [pulumi === undefined ? { name, version } : { name, version, plugin: pulumi }];
  });
}

/** The file of a module as a program in `folder` would load it. */
export function resolveFrom(folder: string, request: string): string {
  return createRequire(path.join(folder, "package.json")).resolve(request);
}

function nearestManifest(folder: string): string | undefined {
  const candidate = path.join(folder, "package.json");
  if (readable(candidate)) return candidate;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : nearestManifest(parent);
}

function installedManifest(name: string, folder: string): Manifest | undefined {
  const candidate = path.join(folder, "node_modules", name, "package.json");
  if (readable(candidate)) return readManifest(candidate);
  const parent = path.dirname(folder);
  return parent === folder ? undefined : installedManifest(name, parent);
}

function readable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}
