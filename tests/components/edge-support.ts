import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { type SiteFile, StaticSite } from "../../components/edge";
import { account } from "./infrastructure-support";

/** Runs `use` with a folder that holds these files, and removes it afterwards. */
export function withFolder<T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file of this repository under the key of a site's file. */
export const file = (key: string, keep: boolean): SiteFile => ({
  key,
  path: "LICENSE",
  contentType: "text/plain",
  cacheControl: keep ? "public, max-age=31536000, immutable" : "no-cache",
  keep,
});

export const site = (files: readonly SiteFile[] = [file("index.html", false), file("assets/app-1.js", true)]) =>
  new StaticSite("site", { account, files });
