import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { providerPackage } from "./package-folder";

/** What a provider's package says of one token: the generated program text and its typings. */
export interface TokenFiles {
  /** Folder of the package. */
  readonly folder: string;
  readonly script: string;
  readonly typings: string;
}

/**
 * The files of a type or function, e.g. `ec2/vpc.js` and `ec2/vpc.d.ts` for `aws:ec2/vpc:Vpc`.
 *
 * @param version of the provider, as in a registration; empty for any.
 * @returns undefined when the package is not installed or does not know the token.
 */
export function filesOf(token: string, version = ""): TokenFiles | undefined {
  const [provider = "", module = "", name = ""] = token.split(":");
  const place = providerPackage(provider, version);
  if (place === undefined) return undefined;
  for (const path of pathsOf(module, name)) {
    const script = readScript(place.folder, path);
    if (script?.text.includes(token) !== true) continue;
    return { folder: place.folder, script: script.text, typings: read(`${script.base}.d.ts`) ?? "" };
  }
  return undefined;
}

/** Where the generator of Pulumi's SDKs puts a token: bridged providers name the file, others only the module. */
function pathsOf(module: string, name: string): string[] {
  const inside = module.replace(/^index(\/|$)/, "");
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return [...(module.includes("/") ? [inside] : []), join(inside, file)];
}

function readScript(folder: string, path: string): { base: string; text: string } | undefined {
  const base = join(folder, path);
  for (const candidate of candidates(base)) {
    const text = read(`${candidate}.js`);
    if (text !== undefined) return { base: candidate, text };
  }
  return undefined;
}

/** Where a token's file may be: the folder is searched only where it is not where it should be. */
function* candidates(base: string): Generator<string> {
  // `index.js` is the module itself, so that a type named Index has `index_.js`.
  if (basename(base) === "index") {
    yield `${base}_`;
    return;
  }
  yield base;
  // Tokens and files differ in capitals in places: `guardduty/iPSet` is in `ipset.js`.
  const folder = dirname(base);
  if (!existsSync(folder)) return;
  const wanted = `${basename(base)}.js`.toLowerCase();
  const name = readdirSync(folder).find((entry) => entry.toLowerCase() === wanted);
  if (name !== undefined) yield join(folder, name.slice(0, -".js".length));
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
