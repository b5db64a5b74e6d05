import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { Argument, Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { nearest } from "@toolkit/offline/nearest";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { columns } from "./columns";
import { revisionOf } from "./ecs";
import { type Hands, ownHands } from "./hands";
import { deployedStackOption } from "./options";
import { type DeployedStack, deployedStack } from "./stack";

const command = new Command("secret")
  .description(
    "Lists the secrets that tasks get, or sets one to what comes on standard input; its tasks restart by themselves.",
  )
  .addArgument(new Argument("[variable]", "which to set (default: list them)"))
  .addOption(deployedStackOption())
  .addOption(traceOption());

export default subcommand(command, { run: ({ stack }, variable) => secret(ownHands, stack, variable) });

/** A secret of a service, by the variable in which its tasks get it. */
interface Known {
  readonly service: string;
  readonly variable: string;
  /** Where the value is, with the JSON key that is taken of it. */
  readonly from: string;
}

/** Lists secrets, or sets one. @throws RunError for one that there is not, or that RDS owns */
export async function secret(hands: Hands, name: string, variable?: string): Promise<void> {
  const stack = await deployedStack(hands, name);
  const known = await secretsOf(stack);
  if (variable === undefined) {
    const rows = known.map((each) => [
      each.variable,
      each.service,
      isOfDatabase(stack, each) ? "set by RDS" : nameIn(each.from),
    ]);
    hands.say(columns([["variable", "service", "secret"], ...rows]));
    return;
  }
  const found = named(stack, known, variable);
  const value = (await hands.input()).replace(/\r?\n$/, "");
  if (value === "") throw new RunError(`The value of ${variable} is empty; the application would get nothing.`);
  await put(stack, arnIn(found.from), value);
  hands.say(`${variable} is set; ${found.service} restarts with it (docs/runbooks/rotation.md).`);
}

async function secretsOf(stack: DeployedStack): Promise<Known[]> {
  const known = [];
  for (const { name: service, taskDefinitionArn } of stack.services) {
    const { secrets } = await revisionOf(stack, taskDefinitionArn);
    for (const [variable, from] of Object.entries(secrets)) known.push({ service, variable, from });
  }
  return known;
}

function named(stack: DeployedStack, known: readonly Known[], variable: string): Known {
  const found = known.find((each) => each.variable === variable);
  if (found === undefined) {
    const names = known.map((each) => each.variable);
    const near = nearest(variable, names);
    throw new RunError(
      `${stack.name} has no secret ${variable}${near === undefined ? "." : `; did you mean ${near}?`} webapp:backend.secrets makes one: docs/decisions/application-secrets.md`,
    );
  }
  if (isOfDatabase(stack, found))
    throw new RunError(
      `${variable} is the database's, and RDS sets it: aws secretsmanager rotate-secret changes it (docs/runbooks/rotation.md).`,
    );
  if (arnIn(found.from) !== found.from)
    throw new RunError(
      `${variable} is one value of a JSON document with others: set it with aws secretsmanager put-secret-value.`,
    );
  return found;
}

/** `valueFrom` may name a JSON key, a stage and a version after the ARN's seven parts. */
const arnIn = (from: string): string => from.split(":").slice(0, 7).join(":");
const nameIn = (from: string): string => from.split(":")[6] ?? from;
const isOfDatabase = ({ database }: DeployedStack, { from }: Known): boolean => arnIn(from) === database.secretArn;

/** The value goes through a file that only we can read: a command line is everybody's to see. */
async function put({ aws }: DeployedStack, arn: string, value: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "secret-"));
  const file = path.join(folder, "value");
  try {
    writeFileSync(file, value, { mode: 0o600 });
    await aws.text("secretsmanager", "put-secret-value", "--secret-id", arn, "--secret-string", `file://${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
