import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";

/** An installed Node.js package of a Pulumi provider. */
export interface ProviderPackage {
  readonly folder: string;
  readonly version: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly pulumi?: { readonly name?: string };
}

const found = new Map<string, ProviderPackage | undefined>();

/**
 * Where the package of a provider is: the loaded copy with the version that was asked for, since a program may use
 * another one than this project or even two; else any loaded copy, else the one installed here.
 *
 * @param provider first part of a type token, e.g. `aws`.
 * @param version as in a registration; empty for any.
 */
export function providerPackage(provider: string, version = ""): ProviderPackage | undefined {
  const key = `${provider} ${version}`;
  if (found.has(key)) return found.get(key);
  const copies = loadedCopies(provider);
  const chosen = copies.find((copy) => copy.version === version) ?? copies[0] ?? installed(provider);
  // Loaded later, a copy of the right version would be more exact than what is there now.
  if (chosen !== undefined && (version === "" || chosen.version === version)) found.set(key, chosen);
  return chosen;
}

/** Copies that this process has loaded, found by the paths of their modules. */
function loadedCopies(provider: string): ProviderPackage[] {
  const folders = new Set<string>();
  for (const path of Object.keys(require.cache)) {
    const folder = packageFolderOf(path);
    if (folder?.includes("pulumi") === true && folder.endsWith(`${sep}${provider}`)) folders.add(folder);
    // Packages of other publishers carry the provider's name in their manifest: pulumi-cloudinit is `cloudinit`.
    else if (folder?.includes(provider) === true) folders.add(folder);
  }
  return [...folders].flatMap((folder) => packageAt(folder, provider) ?? []);
}

/** `…/node_modules/@pulumi/aws` of a file anywhere below it. */
function packageFolderOf(path: string): string | undefined {
  const marker = `${sep}node_modules${sep}`;
  const start = path.lastIndexOf(marker);
  if (start < 0) return undefined;
  const [first = "", second = ""] = path.slice(start + marker.length).split(sep);
  return `${path.slice(0, start)}${marker}${first.startsWith("@") ? join(first, second) : first}`;
}

function installed(provider: string): ProviderPackage | undefined {
  for (const from of [join(process.cwd(), "program.js"), __filename]) {
    try {
      const manifest = createRequire(from).resolve(`@pulumi/${provider}/package.json`);
      return packageAt(manifest.slice(0, -"/package.json".length), provider);
    } catch {
      continue;
    }
  }
  return undefined;
}

function packageAt(folder: string, provider: string): ProviderPackage | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const { name = "", version = "", pulumi } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  if (name !== `@pulumi/${provider}` && pulumi?.name !== provider) return undefined;
  // Older packages write v5.43.0, and ask for 5.43.0.
  return { folder, version: version.replace(/^v/, "") };
}
