import { createHash, type Hash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import dockerignore from "@balena/dockerignore";
import { UserError } from "../errors";

export interface BuildContext {
  /** Folder that is sent to the builder; its `Dockerfile` says what to build. */
  readonly folder: string;
  /** Build arguments. @default none */
  readonly args?: Readonly<Record<string, string>>;
  /** Platform that the image is for, e.g. `linux/arm64`. */
  readonly platform: string;
}

/**
 * Bits of a file's mode that can change what runs: who may read and execute it. Write bits differ with the umask of
 * whoever cloned the repository, and a tag must not.
 */
const SIGNIFICANT_MODE = 0o555;

const DOCKERFILE = "Dockerfile";

/** Hexadecimal digits of a tag: 80 bits. */
const TAG_LENGTH = 20;

/**
 * Tag of an image from everything that goes into it: files with their modes, Dockerfile, build arguments and platform.
 * The same content has the same tag on every machine, and changed content never meets a tag that exists.
 *
 * Files that `.dockerignore` (or `Dockerfile.dockerignore`) excludes do not count. Throws a `UserError` when the folder
 * or its Dockerfile is missing.
 */
export function contextHash(context: BuildContext): string {
  const { folder, args = {}, platform } = context;
  const missing = missingForBuild(folder);
  if (missing === "folder") {
    throw new UserError(`The build folder "${folder}" does not exist: create it, or name an image by its URI.`);
  }
  if (missing === "Dockerfile") {
    throw new UserError(`The build folder "${folder}" has no Dockerfile: add one, or name an image by its URI.`);
  }
  const hash = createHash("sha256");
  add(hash, "platform", platform);
  for (const [name, value] of Object.entries(args).sort(([a], [b]) => compare(a, b))) {
    add(hash, "argument", name, value);
  }
  // Always sent to the builder, even when .dockerignore hides it from COPY.
  add(hash, "dockerfile", readFileSync(join(folder, DOCKERFILE)));
  for (const path of contextFiles(folder)) {
    addEntry(hash, folder, path);
  }
  return hash.digest("hex").slice(0, TAG_LENGTH);
}

/** What a folder lacks to be built; undefined when it can be. */
export function missingForBuild(folder: string): "folder" | "Dockerfile" | undefined {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return "folder";
  return existsSync(join(folder, DOCKERFILE)) ? undefined : "Dockerfile";
}

/** Paths in the build context, folders included, with `/` between parts and in code-point order. */
export function contextFiles(folder: string): string[] {
  const rules = ignoreRules(folder);
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

/** Lines of the ignore file as Docker reads them; a file named after the Dockerfile wins. */
function ignoreRules(folder: string): readonly string[] {
  const file = ["Dockerfile.dockerignore", ".dockerignore"].map((name) => join(folder, name)).find(existsSync);
  return file === undefined
    ? []
    : readFileSync(file, "utf8")
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("#"));
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
