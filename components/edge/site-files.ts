import { readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";

import { contentType } from "mime-types";

import { UserError } from "../errors";

/** A file to upload, with how browsers and CloudFront may keep it. */
export interface SiteFile {
  /** Key in the bucket, e.g. `assets/app-3f9a.js`. */
  readonly key: string;
  /** Path on disk. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** The name carries a hash of the content, so the content never changes. */
  readonly immutable: boolean;
}

const ASSETS = "assets/";
const FOREVER = "public, max-age=31536000, immutable";
const REVALIDATE = "no-cache";
const BRIEFLY = "public, max-age=300";

/**
 * Lists the files of a built site, sorted by key.
 *
 * @param only keys that start with this; `assets/` for the assets of a server-rendered site.
 * @throws UserError when the folder is missing or holds no such file.
 */
export function siteFiles(folder: string, buildCommand: string, only = ""): SiteFile[] {
  const keys = listFiles(folder, buildCommand).filter((key) => key.startsWith(only));
  if (keys.length === 0) {
    throw new UserError(
      `Folder ${folder} has no files${only === "" ? "" : ` under ${only}`}. Build them first: ${buildCommand}`,
    );
  }
  return keys.map((key) => describe(folder, key));
}

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

function describe(folder: string, key: string): SiteFile {
  const immutable = key.startsWith(ASSETS);
  const isPage = key.endsWith(".html");
  const type = contentType(posix.basename(key));
  return {
    key,
    path: join(folder, key),
    contentType: type === false ? "application/octet-stream" : type,
    cacheControl: immutable ? FOREVER : isPage ? REVALIDATE : BRIEFLY,
    immutable,
  };
}
