import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import type { Settings } from "../../tools/lifecycles/rehearsal";
import { GROWN_STACKS, type GrownStack } from "./grown";

/** What a stack file of fixtures says of the application, as settings of another stack. */
export function grownSettings(stack: GrownStack = "grown"): Settings {
  const file = readFileSync(join(GROWN_STACKS, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(file) as { config: Settings };
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith("webapp:")));
}

/** The same as `--set` takes it. */
export const grownAssignments = (stack: GrownStack): string[] =>
  Object.entries(grownSettings(stack)).map(([key, value]) => `${key.slice("webapp:".length)}=${JSON.stringify(value)}`);
