/**
 * `npm run rehearse -- up --stack dev`: any `pulumi` command on this repository's program against an emulated AWS that
 * is kept in `.cache/rehearsal/<stack>/` until `npm run rehearse -- reset --stack dev`.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import { RunError } from "@pulumi/pulumi/errors";

import { readStackFile } from "@toolkit/offline/stack-file";
import { PulumiUnavailable } from "@toolkit/rehearsal/pulumi-cli/find";
import { Account } from "@toolkit/rehearsal/aws/account";
import { openWorld } from "@toolkit/rehearsal/world";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { rehearsed } from "../program/rehearsed";

const { program } = rehearsed;

const HELP = `Runs a Pulumi command on this program against an emulated AWS that is kept between commands (docs/rehearsal.md).

Usage: npm run rehearse -- COMMAND --stack NAME [options of the Pulumi CLI]

  preview, up, refresh, destroy, …   as pulumi knows them
  clear RESOURCE                     what a person takes away in the account with the AWS CLI
  reset                              forget account and state`;

async function rehearse(args: readonly string[]): Promise<number> {
  const [command] = args;
  const stack = stackOf(args);
  if (command === undefined || command === "--help" || command === "-h") {
    console.log(HELP);
    return command === undefined ? 1 : 0;
  }
  if (stack === undefined || command.startsWith("-")) {
    console.error(`A command and --stack NAME are needed.\n\n${HELP}`);
    return 1;
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
function clear(account: Account, file: string, name: string | undefined): number {
  const names = account.leftovers().flatMap((leftover) => leftover.name ?? []);
  if (name === undefined || !names.includes(name)) {
    console.error(
      `Nothing of that name was left behind; there is: ${names.length === 0 ? "nothing" : names.join(", ")}`,
    );
    return 1;
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

// The terminal sends Ctrl-C to the CLI too, which stops in order; this process then saves the account.
process.on("SIGINT", () => undefined);

rehearse(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof PulumiUnavailable) console.error(`The rehearsal needs the Pulumi CLI: ${error.message}.`);
    else if (RunError.isInstance(error)) console.error(error.message);
    else throw error;
    process.exitCode = 1;
  },
);
