import { existsSync, mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { readStackFile } from "@toolkit/offline/stack-file";
import { Account } from "@toolkit/rehearsal/aws/account";
import { openWorld } from "@toolkit/rehearsal/world";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { rehearsed } from "../program/rehearsed";
import { type Subcommand } from "../cli/subcommand";

const { program } = rehearsed;

/** The account and the state of each stack are kept in `.cache/rehearsal/<stack>/` until they are reset. */
const command = new Command("rehearse")
  .usage("COMMAND --stack NAME [options of the Pulumi CLI]")
  .option("--stack <name>", "stack file to use, Pulumi.NAME.yaml")
  .description(
    "Runs a Pulumi command on this program against an emulated AWS that is kept between commands (docs/rehearsal.md).",
  )
  .addHelpText(
    "after",
    `
Commands:
  preview, up, refresh, destroy, …   as pulumi knows them
  clear RESOURCE                     what a person takes away in the account with the AWS CLI
  reset                              forget account and state
`,
  );

const rehearse: Subcommand = {
  command: command,
  isWrapper: true,
  run: async (args) => {
    // The terminal sends Ctrl-C to the CLI too, which stops in order; this process then saves the account.
    process.on("SIGINT", () => undefined);
    process.exitCode = await runOnEmulatedAccount(args);
  },
};
export default rehearse;

async function runOnEmulatedAccount(args: readonly string[]): Promise<number> {
  const [command] = args;
  const stack = stackOf(args);
  if (command === undefined || stack === undefined || command.startsWith("-")) {
    throw new RunError(
      "A command and --stack NAME are needed, as in npm run rehearse -- up --stack dev\nnpm run rehearse -- --help lists the commands.",
    );
  }
  // Says which stacks there are.
  readStackFile(stack, program);
  const folder = path.join(program, ".cache", "rehearsal", stack);
  if (command === "reset") {
    rmSync(folder, { recursive: true, force: true });
    console.log(`The emulated account and the state of ${stack} are gone.`);
    return 0;
  }
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "account.json");
  const account = existsSync(file) ? Account.load(file) : new Account();
  if (command === "clear") return clear(account, file, args[1]);
  const world = await openWorld({ account });
  try {
    const workspace = await Workspace.open({ ...rehearsed, stack, world, folder });
    const exitCode = await workspace.interact(args);
    console.log(`The emulated account holds ${account.all().length} resources: ${path.relative(program, file)}`);
    return exitCode;
  } finally {
    account.save(file);
    await world.close();
  }
}

/** What a person does in the account with the AWS CLI: takes away what AWS left there, by its name. */
function clear(account: Account, file: string, name = ""): number {
  const names = account.leftovers().flatMap((leftover) => leftover.name ?? []);
  if (!names.includes(name)) {
    throw new RunError(
      `Nothing of that name was left behind; there is: ${names.length === 0 ? "nothing" : names.join(", ")}`,
    );
  }
  account.clear((leftover) => leftover.name === name);
  account.save(file);
  console.log(`${name} is gone.`);
  return 0;
}

function stackOf(args: readonly string[]): string | undefined {
  const index = args.findIndex((argument) => argument === "--stack" || argument === "-s");
  const inline = args.find((argument) => argument.startsWith("--stack="));
  return inline === undefined ? (index === -1 ? undefined : args[index + 1]) : inline.slice("--stack=".length);
}
