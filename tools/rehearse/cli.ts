import { existsSync, mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { readStackFile, type StackFile } from "@toolkit/offline/stack-file";
import { Account } from "@toolkit/rehearsal/aws/account";
import { openWorld } from "@toolkit/rehearsal/world";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { rehearsed } from "../program/rehearsed";
import { RoleAuthorizer } from "../rights/role-authorizer";
import { roleNamed } from "../rights/role-named";
import { type Subcommand } from "../cli/subcommand";

const { program } = rehearsed;

/** The account and the state of each stack are kept in `.cache/rehearsal/<stack>/` until they are reset. */
const command = new Command("rehearse")
  .usage("COMMAND --stack NAME [options of the Pulumi CLI]")
  .option("--stack <name>", "stack file to use, Pulumi.NAME.yaml")
  .option("--as <role>", "role of CI that bootstrap/ makes, such as deploy-dev (default: an administrator)")
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

async function runOnEmulatedAccount(words: readonly string[]): Promise<number> {
  const { value: roleName, rest: args } = withoutOption(words, "--as");
  const [command] = args;
  const stack = stackOf(args);
  if (command === undefined || stack === undefined || stack === "" || command.startsWith("-")) {
    throw new RunError(
      "A command and --stack NAME are needed, as in npm run rehearse -- up --stack dev\nnpm run rehearse -- --help lists the commands.",
    );
  }
  // Says which stacks there are.
  const stackFile = readStackFile(stack, program);
  const folder = path.join(program, ".cache", "rehearsal", stack);
  if (command === "reset") {
    rmSync(folder, { recursive: true, force: true });
    console.log(`The emulated account and the state of ${stack} are gone.`);
    return 0;
  }
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "account.json");
  const account = existsSync(file) ? Account.load(file) : accountOf(stackFile);
  if (command === "clear") return clear(account, file, args[1]);
  const caller = roleName === undefined ? undefined : await callerIn(account, roleName, stack);
  const world = await openWorld({ account, ...(caller === undefined ? {} : { authorizer: caller }) });
  try {
    const workspace = await Workspace.open({ ...rehearsed, stack, world, folder });
    const exitCode = await workspace.interact(args);
    for (const type of caller?.unjudged ?? [])
      console.log(`${type}: AWS's schemas name no actions for it; not judged.`);
    console.log(`The emulated account holds ${account.all().length} resources: ${path.relative(program, file)}`);
    return exitCode;
  } finally {
    account.save(file);
    await world.close();
  }
}

/** The account that a stack is for, with nothing in it. */
function accountOf({ config }: StackFile): Account {
  const { "aws:allowedAccountIds": allowed, "aws:region": region } = config;
  const [accountId] = (allowed ?? []) as readonly string[];
  return new Account(accountId, region as string | undefined);
}

/** A role of the bootstrap in front of the emulated account. */
async function callerIn({ accountId }: Account, name: string, stack: string): Promise<RoleAuthorizer> {
  const role = await roleNamed(name, program);
  if (role.caller.account === accountId) return new RoleAuthorizer(role);
  throw new RunError(
    `--as ${name}: the role is of account ${role.caller.account ?? ""} and what is emulated is account ${accountId}.\n` +
      `Make aws:allowedAccountIds of both stack files the same, then npm run rehearse -- reset --stack ${stack}`,
  );
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

const stackOf = (args: readonly string[]): string | undefined => withoutOption(args, "--stack", "-s").value;

/** The value of an option, and the other words, which are the Pulumi CLI's. */
function withoutOption(args: readonly string[], ...names: readonly string[]) {
  const index = args.findIndex((argument) =>
    names.some((name) => argument === name || argument.startsWith(`${name}=`)),
  );
  if (index === -1) return { value: undefined, rest: args };
  const [, inline] = /=(.*)$/s.exec(args[index] ?? "") ?? [];
  const rest = args.filter((_, at) => at !== index && (inline !== undefined || at !== index + 1));
  return { value: inline ?? args[index + 1] ?? "", rest };
}
