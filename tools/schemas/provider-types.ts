import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every resource type of an installed provider. */
export function typesOfProvider(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js") && !/^(types|node_modules|config)\b/.test(path))
    .flatMap((path) => /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(join(folder, path), "utf8"))?.[1] ?? [])
    .sort();
}
