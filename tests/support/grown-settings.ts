import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import type { Settings } from "../../tools/lifecycles/rehearsal";
import { GROWN_STACKS } from "./grown";

/** What the stack file of `grown` says of the application, as settings of another stack. */
export function grownSettings(): Settings {
  const file = readFileSync(join(GROWN_STACKS, "Pulumi.grown.yaml"), "utf8");
  const { config } = parse(file) as { config: Settings };
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith("webapp:")));
}
