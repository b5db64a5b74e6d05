import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./links";
import { isOurSource } from "./ours";

/** `aws.ec2.Vpc` is `aws:ec2/vpc:Vpc`. */
const tokenOf = (module: string, name: string): string =>
  `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Type tokens of the resources that our sources make, whether or not a stack is configured to have them. */
export function typesMade(): string[] {
  const sources = ["components", "stacks"].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(ROOT, room, file), "utf8"))
      .filter(isOurSource),
  );
  const made = sources.flatMap((source) => [...source.matchAll(/\bnew aws\.(\w+)\.(\w+)\(/g)]);
  return [...new Set(made.map(([, module = "", name = ""]) => tokenOf(module, name)))].sort();
}
