import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { isShared } from "./shared-paths";
import { type SiteFile } from "./site-files";

/** The folder of releases in the bucket. */
export const RELEASES = "releases";

/** The key of the store under which the release stands that viewers get. */
export const CURRENT_RELEASE = "current";

/** Name of a release: r, so that nobody takes it for a number, and the start of a SHA-256 in hexadecimal digits. */
export const RELEASE_NAME = /^r[0-9a-f]{15}$/;

/** What of a site belongs to one release alone. */
export interface SiteRelease {
  /** Follows from keys and contents, so that the same pages are the same release. */
  readonly name: string;
  /** Files under the release's own keys. */
  readonly files: readonly SiteFile[];
}

/** The release that a built site is. */
export function releaseOf(files: readonly SiteFile[]): SiteRelease {
  const own = files.filter(({ key }) => !isShared(key));
  const hash = createHash("sha256");
  for (const { key, path } of own) {
    const content = createHash("sha256").update(readFileSync(path)).digest("hex");
    hash.update(`${key}\n${content}\n`);
  }
  const name = `r${hash.digest("hex").slice(0, 15)}`;
  return { name, files: own.map((file) => ({ ...file, key: `${RELEASES}/${name}/${file.key}`, keep: true })) };
}
