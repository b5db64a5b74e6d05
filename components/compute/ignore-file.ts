import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import { type BuildFiles, isFile } from "./build-source";

/** Of this project and no part of it: git ignores it, and so does each context with an ignore file of its own. */
const CACHE = ".cache";

/** Lines of an ignore file as Docker reads them. */
export function ignoreRules({ context, ignore, ignoreIsOwn }: Omit<BuildFiles, "dockerfile">): readonly string[] {
  const rules = ignore === undefined ? [] : lines(readFileSync(ignore, "utf8"));
  const own = relative(context, CACHE).split("\\").join("/");
  return ignoreIsOwn && !own.startsWith("..") ? [...rules, own] : rules;
}

/**
 * The Dockerfile for a builder that shall use an ignore file of one's own: BuildKit has no option for it and reads the
 * one beside the Dockerfile, so a copy of both goes to `.cache/images/<tag>`. The path is the same on every machine, since
 * it is an input of the image.
 *
 * @returns the path of the Dockerfile to build from.
 */
export function withIgnoreFile(files: BuildFiles, tag: string): string {
  if (!files.ignoreIsOwn) return files.dockerfile;
  const folder = join(CACHE, "images", tag);
  const copy = join(folder, "Dockerfile");
  mkdirSync(folder, { recursive: true });
  put(copy, readFileSync(files.dockerfile, "utf8"));
  put(`${copy}.dockerignore`, `${ignoreRules(files).join("\n")}\n`);
  return copy;
}

/** Other runs may be reading it. */
function put(path: string, text: string): void {
  if (!isFile(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

const lines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
