import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { buildSync } from "esbuild";

const folder = path.resolve(__dirname, "../../.cache/language-host");

/**
 * Makes `pulumi-language-nodejs` as one file, since the engine starts it twice for each command and a bundle is there in
 * half the time.
 *
 * @returns the folder that it is in.
 */
export function languageHostFolder(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, "main.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
  });
  mkdirSync(folder, { recursive: true });
  // Another process may be starting it right now.
  const unfinished = path.join(folder, `unfinished-${process.pid}`);
  writeFileSync(unfinished, outputFiles[0]?.text ?? "", { mode: 0o755 });
  renameSync(unfinished, path.join(folder, "pulumi-language-nodejs"));
  return folder;
}
