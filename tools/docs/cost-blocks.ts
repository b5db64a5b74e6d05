import { readdirSync, readFileSync } from "node:fs";

import { componentClasses, withCostBlock } from "./cost/class-docs";
import { representativeCosts } from "./cost/representatives";
import { type GeneratedFile } from "../update/generated-file";

const COMPONENTS = "components";

/**
 * Component sources with the `<cost>` blocks that the price table says. A class that no stack of
 * `cost/representatives.ts` contains keeps what it has.
 */
export async function costBlocks(): Promise<GeneratedFile[]> {
  const costs = await representativeCosts();
  const files = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.sort().map((file) => {
    const path = `${COMPONENTS}/${file}`;
    const source = readFileSync(path, "utf8");
    const content = componentClasses(source).reduce((current, { name, type }) => {
      const list = costs.get(type);
      return list === undefined ? current : withCostBlock(current, name, list);
    }, source);
    return { path, content };
  });
}
