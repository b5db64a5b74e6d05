import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Hash in the name of an asset, `entry.client-DGpszYqW.js`. */
const HASHED = /-([\w-]{8})(\.(?:js|css))$/;

/** Makes the next release of a build: the same pages, every asset under another name, and references to match. */
export function makeNextBuild(build: string, next: string): void {
  rmSync(next, { recursive: true, force: true });
  cpSync(build, next, { recursive: true });
  for (const variant of ["ssr", "spa"]) renameAssets(join(next, variant));
}

function renameAssets(folder: string): void {
  const assets = join(folder, "client/assets");
  const names = readdirSync(assets).map((old) => [old, renamed(old)] as const);
  for (const [old, fresh] of names) renameSync(join(assets, old), join(assets, fresh));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    if (!/\.(js|css|html|json)$/.test(name)) continue;
    const file = join(parentPath, name);
    writeFileSync(
      file,
      names.reduce((text, [old, fresh]) => text.replaceAll(old, fresh), readFileSync(file, "utf8")),
    );
  }
}

const renamed = (name: string): string =>
  name.replace(HASHED, (_, hash: string, extension: string) => `-${Array.from(hash).reverse().join("")}${extension}`);
