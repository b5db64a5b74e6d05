import { SUBCOMMANDS } from "./subcommands";

/** What a person types before the options of a subcommand: its own npm script, where there is one. */
export function invocationOf(name: string): string {
  return SUBCOMMANDS[name]?.hasScript === true ? `npm run ${name} --` : `npm run toolkit -- ${name}`;
}
