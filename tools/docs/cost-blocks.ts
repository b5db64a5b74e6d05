import "@toolkit/offline/quick-start";

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { runCommandLine } from "@toolkit/offline/command-line";
import { componentClasses, withCostBlock } from "./cost/class-docs";
import { representativeCosts } from "./cost/representatives";
import { CostError } from "@toolkit/cost/errors";

const COMPONENTS = join(__dirname, "..", "..", "components");

/** A source file whose cost blocks are not what the price table says. */
export interface StaleFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Component sources whose `<cost>` blocks must change.
 *
 * @throws CostError for a component that no representative stack contains.
 */
export async function staleFiles(): Promise<StaleFile[]> {
  const costs = await representativeCosts();
  const missing: string[] = [];
  const files = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const stale = files.sort().flatMap((file): StaleFile[] => {
    const path = join(COMPONENTS, file);
    const source = readFileSync(path, "utf8");
    const text = componentClasses(source).reduce((current, { name, type }) => {
      const list = costs.get(type);
      if (list === undefined) missing.push(`${name} (${type})`);
      return list === undefined ? current : withCostBlock(current, name, list);
    }, source);
    return text === source ? [] : [{ path, text }];
  });
  if (missing.length > 0) {
    throw new CostError(
      `No stack of tools/docs/cost/representatives.ts contains ${missing.join(", ")}: add one that does.`,
    );
  }
  return stale;
}

if (require.main === module) {
  runCommandLine("generation of cost blocks", async () => {
    const stale = await staleFiles();
    const paths = stale.map(({ path }) => path);
    if (!process.argv.includes("--check")) {
      for (const { path, text } of stale) writeFileSync(path, text);
      if (paths.length > 0) console.log(paths.join("\n"));
      return;
    }
    if (paths.length === 0) return;
    console.error(`Stale cost blocks, run npm run docs:\n${paths.join("\n")}`);
    process.exitCode = 1;
  });
}
