import { readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";

import { contentType } from "mime-types";

import { UserError } from "../errors";
import { hashedNames } from "./hashed-names";

/** A file to upload, with how browsers and CloudFront may keep it. */
export interface SiteFile {
  /** Key in the bucket, e.g. `assets/app-3f9a.js`. */
  readonly key: string;
  /** Path on disk. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Stays when a new deployment does not have it any more: pages that are still open ask for it. */
  readonly keep: boolean;
}

export interface SiteFilesOptions {
  /** Path at the edge that the folder stands for, such as `/_next/static`. @default the root */
  readonly prefix?: string;
  /** Which files browsers may keep for ever: those whose names carry a hash, or none. @default hashed */
  readonly immutable?: "hashed" | "none";
}

/** Where build tools put files that pages of an older deployment ask for. */
const ASSET_FOLDERS = /^(assets|_app|_astro|_next|_nuxt)\//;
const FOREVER = "public, max-age=31536000, immutable";
const REVALIDATE = "no-cache";
const BRIEFLY = "public, max-age=300";

/**
 * Lists the files of a built site, sorted by key.
 *
 * @throws UserError when the folder is missing or empty.
 */
export function siteFiles(folder: string, buildCommand: string, options: SiteFilesOptions = {}): SiteFile[] {
  const { prefix = "", immutable = "hashed" } = options;
  const start = prefix === "" ? "" : `${prefix.slice(1)}/`;
  const paths = listFiles(folder, buildCommand);
  if (paths.length === 0) throw new UserError(`Folder ${folder} has no files. Build them first: ${buildCommand}`);
  const hashed = immutable === "hashed" ? hashedNames(paths) : new Set<string>();
  return paths.map((path) => {
    const key = `${start}${path}`;
    const isImmutable = hashed.has(path) && !isPage(path);
    const type = contentType(posix.basename(path));
    return {
      key,
      path: join(folder, path),
      contentType: type === false ? "application/octet-stream" : type,
      cacheControl: isImmutable ? FOREVER : isPage(path) ? REVALIDATE : BRIEFLY,
      keep: isImmutable || (immutable === "hashed" && ASSET_FOLDERS.test(key)),
    };
  });
}

/** Whether the file of a key or path is a page, which names all that it needs. */
export const isPage = (path: string): boolean => path.endsWith(".html");

function listFiles(folder: string, buildCommand: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => path.split("\\").join(posix.sep))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UserError(`Folder ${folder} does not exist. Build it first: ${buildCommand}`);
  }
}
