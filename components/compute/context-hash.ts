import { createHash, type Hash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import dockerignore from "@balena/dockerignore";
import { UserError } from "../errors";
import { buildFiles, type BuildFiles, type BuildSource, isFile, isFolder } from "./build-source";
import { ignoreRules } from "./ignore-file";

export interface BuildContext extends BuildSource {
  /** Platform that the image is for, e.g. `linux/arm64`. */
  readonly platform: string;
}

/**
 * Bits of a file's mode that can change what runs: who may read and execute it. Write bits differ with the umask of
 * whoever cloned the repository, and a tag must not.
 */
const SIGNIFICANT_MODE = 0o555;

/** Hexadecimal digits of a tag: 80 bits. */
const TAG_LENGTH = 20;

/**
 * Tag of an image from everything that the build sees: files of the context with their modes, Dockerfile, target, build
 * arguments and platform. The same content has the same tag on every machine, and changed content never meets a tag that
 * exists.
 *
 * Files that the ignore file excludes do not count. Throws a `UserError` when the folder or the Dockerfile is missing.
 */
export function contextHash(source: BuildContext): string {
  const { args = {}, target, platform } = source;
  const files = buildFiles(source);
  refuseMissing(files);
  const hash = createHash("sha256");
  add(hash, "platform", platform);
  for (const [name, value] of Object.entries(args).sort(([a], [b]) => compare(a, b))) {
    add(hash, "argument", name, value);
  }
  if (target !== undefined) add(hash, "target", target);
  // Always sent to the builder, even when the ignore file hides it from COPY.
  add(hash, "dockerfile", readFileSync(files.dockerfile));
  for (const path of contextFiles(files)) {
    addEntry(hash, files.context, path);
  }
  return hash.digest("hex").slice(0, TAG_LENGTH);
}

function refuseMissing({ context, dockerfile }: BuildFiles): void {
  if (!isFolder(context)) {
    throw new UserError(`The build folder "${context}" does not exist: create it, or name an image by its URI.`);
  }
  if (!isFile(dockerfile)) {
    throw new UserError(`There is no Dockerfile "${dockerfile}": add it, or name an image by its URI.`);
  }
}

/** Paths in the build context, folders included, with `/` between parts and in code-point order. */
export function contextFiles(files: Omit<BuildFiles, "dockerfile">): string[] {
  const folder = files.context;
  const rules = ignoreRules(files);
  const ignored = dockerignore().add([...rules]);
  const exceptions = rules.filter((rule) => rule.startsWith("!")).map((rule) => fixedPart(rule.slice(1)));
  const mayHoldException = (path: string) =>
    exceptions.some((exception) => `${exception}/`.startsWith(`${path}/`) || path.startsWith(exception));

  const walk = (parent: string): string[] =>
    readdirSync(join(folder, parent), { withFileTypes: true })
      .sort((a, b) => compare(a.name, b.name))
      .flatMap((entry) => {
        const path = parent === "" ? entry.name : `${parent}/${entry.name}`;
        const kept = !ignored.ignores(path);
        const below = entry.isDirectory() && (kept || mayHoldException(path)) ? walk(path) : [];
        return kept ? [path, ...below] : below;
      });
  return walk("");
}

/** Start of a pattern up to its first wildcard: only folders along it can hold what the pattern brings back. */
function fixedPart(pattern: string): string {
  return pattern.replace(/^\/|[*?[].*$/g, "");
}

function addEntry(hash: Hash, folder: string, path: string): void {
  const full = join(folder, path);
  const entry = lstatSync(full);
  if (entry.isSymbolicLink()) {
    add(hash, "link", path, readlinkSync(full));
    return;
  }
  const mode = (entry.mode & SIGNIFICANT_MODE).toString(8);
  if (entry.isDirectory()) {
    add(hash, "folder", path, mode);
  } else if (entry.isFile()) {
    add(hash, "file", path, mode, readFileSync(full));
  }
}

/** Each part goes in with its length, so that no two different contexts make the same stream of bytes. */
function add(hash: Hash, ...parts: (string | Buffer)[]): void {
  for (const part of parts) {
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
