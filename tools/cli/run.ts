import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { invocationOf } from "./invocation";
import { loadSubcommand } from "./load";
import { runCommandLine } from "./process";
import { type Subcommand } from "./subcommand";
import { SUBCOMMANDS } from "./subcommands";
import { takenByNpm } from "./taken-by-npm";

/**
 * Runs the subcommand that the first argument names; without one, or with --help, tells which there are.
 *
 * @param args what follows the name of the script.
 */
export function runToolkit(args: readonly string[]): void {
  // `help NAME` is what some would type first.
  const [name, ...rest] = args[0] === "help" ? [...args.slice(1), "--help"] : args;
  runCommandLine(async () => {
    if (name === undefined || isHelp(name)) process.stdout.write(overview());
    else await runSubcommand(name, rest);
  });
}

async function runSubcommand(name: string, args: readonly string[]): Promise<void> {
  const subcommand = loadSubcommand(name);
  const { command, isWrapper = false } = subcommand;
  if (isHelp(args[0]) || (!isWrapper && args.some(isHelp))) {
    showHelp(command);
    return;
  }
  const taken = takenByNpm(name, command.options, args);
  if (taken !== undefined) throw new RunError(taken);
  await subcommand.run(args);
}

const isHelp = (word: string | undefined): boolean => word === "--help" || word === "-h";

function showHelp(command: Subcommand["command"]): void {
  command
    .configureHelp({ commandUsage: (one) => `${invocationOf(one.name())} ${one.usage()}` })
    .helpOption("-h, --help", "this text")
    .outputHelp();
}

function overview(): string {
  const toolkit = new Command("npm run toolkit --")
    .usage("COMMAND [options]")
    .description("Commands with a script of their own are called without toolkit: npm run preview.")
    .helpOption("-h, --help", "this text; npm run toolkit -- COMMAND --help tells the options of a command");
  for (const [name, { group, summary }] of Object.entries(SUBCOMMANDS)) {
    toolkit.addCommand(new Command(name).description(summary).helpGroup(group));
  }
  return toolkit.helpCommand(false).helpInformation();
}
