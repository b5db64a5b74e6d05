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
    "Lists the secrets that tasks get, or sets one to what comes on standard input; tasks of services restart by themselves, a job reads it at its next run.",
  )
  .addArgument(
    new Argument(
      "[variable]",
      "which to set, with its service or job where several have one of that name: backend/STRIPE_KEY (default: list them)",
    ),
  )
  .addOption(deployedStackOption())
  .addOption(traceOption());

export default subcommand(command, { run: ({ stack }, variable) => secret(ownHands, stack, variable) });

/** A secret of a service or job, by the variable in which its tasks get it. */
interface Known {
  readonly user: string;
  readonly isJob: boolean;
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
      each.user,
      isOfDatabase(stack, each) ? "set by RDS" : nameIn(each.from),
    ]);
    hands.say(columns([["variable", stack.jobs.length === 0 ? "service" : "service or job", "secret"], ...rows]));
    return;
  }
  const found = named(stack, known, variable);
  const users = known.filter(({ from }) => from === found.from);
  const value = (await hands.input()).replace(/\r?\n$/, "");
  if (value === "") throw new RunError(`The value of ${variable} is empty; the application would get nothing.`);
  await put(stack, arnIn(found.from), value);
  const effects = users.map(({ user, isJob }) =>
    isJob ? `${user} reads it at its next run` : `${user} restarts with it`,
  );
  hands.say(`${found.variable} is set; ${effects.join(", ")} (docs/runbooks/rotation.md).`);
}

async function secretsOf(stack: DeployedStack): Promise<Known[]> {
  const known = [];
  const users = [
    ...stack.services.map((service) => ({ ...service, isJob: false })),
    ...stack.jobs.map((job) => ({ ...job, isJob: true })),
  ];
  for (const { name: user, isJob, taskDefinitionArn } of users) {
    const { secrets } = await revisionOf(stack, taskDefinitionArn);
    for (const [variable, from] of Object.entries(secrets)) known.push({ user, isJob, variable, from });
  }
  return known;
}

/** `STRIPE_KEY`, or `backend/STRIPE_KEY`. */
function named(stack: DeployedStack, known: readonly Known[], wanted: string): Known {
  const [variable = "", user] = wanted.split("/").reverse();
  const candidates = known.filter((each) => each.variable === variable && (user === undefined || each.user === user));
  const [found] = candidates;
  if (new Set(candidates.map(({ from }) => from)).size > 1)
    throw new RunError(
      `${variable} is a secret of each of ${candidates.map((each) => each.user).join(", ")}: say whose, such as ${found?.user ?? ""}/${variable}.`,
    );
  if (found === undefined) {
    const names = known.map((each) => (user === undefined ? each.variable : `${each.user}/${each.variable}`));
    const near = nearest(wanted, names);
    throw new RunError(
      `${stack.name} has no secret ${wanted}${near === undefined ? "." : `; did you mean ${near}?`} webapp:backend.secrets makes one: docs/decisions/application-secrets.md`,
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
