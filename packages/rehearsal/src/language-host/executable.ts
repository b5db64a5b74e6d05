import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { buildSync, type BuildOptions } from "esbuild";

import { EXECUTABLE, QUICK_START } from "./files";

const folder = path.resolve(__dirname, "../../.cache/language-host");

/**
 * Makes `pulumi-language-nodejs` as one file, since the engine starts it twice for each command and a bundle is there in
 * half the time; beside it what programs load first.
 *
 * @returns the folder that they are in.
 */
export function languageHostFolder(): string {
  mkdirSync(folder, { recursive: true });
  bundle("quick-start.ts", QUICK_START);
  bundle("main.ts", EXECUTABLE, { js: "#!/usr/bin/env node" });
  return folder;
}

function bundle(source: string, file: string, banner: BuildOptions["banner"] = {}): void {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, source)],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    banner,
  });
  // Another process may be starting it right now.
  const unfinished = path.join(folder, `unfinished-${process.pid}`);
  writeFileSync(unfinished, outputFiles[0]?.text ?? "", { mode: 0o755 });
  renameSync(unfinished, path.join(folder, file));
}
