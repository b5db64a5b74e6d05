import { RunError } from "@pulumi/pulumi/errors";
import { nearest } from "@toolkit/offline/nearest";

import { type Subcommand } from "./subcommand";
import { SUBCOMMANDS } from "./subcommands";

/**
 * Loads one subcommand alone: what others need would cost each run its time.
 *
 * @throws RunError for a name that is none, with the nearest one.
 */
export function loadSubcommand(name: string): Subcommand {
  const entry = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (entry === undefined) throw new RunError(unknownName(name));
  return (require(entry.module) as { readonly default: Subcommand }).default;
}

function unknownName(name: string): string {
  const near = nearest(name, Object.keys(SUBCOMMANDS));
  return `Unknown command ${name}${near === undefined ? "." : `; did you mean ${near}?`}\nnpm run toolkit lists the commands.`;
}
