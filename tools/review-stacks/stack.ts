import { RunError } from "@pulumi/pulumi/errors";
import { T } from "@toolkit/offline/aws-types";

import { Aws } from "../aws/aws";
import { parsePreview } from "../ci/guard/preview-document";
import { withNewestRevision } from "../ci/migration/revision";
import { type MigrationHands, runMigration } from "../ci/migration/run";
import { migrationTargets } from "../ci/migration/targets";
import { type Ended } from "../cli/command";
import { type Credentials, type Hands } from "./hands";
import { type ReviewNames } from "./names";
import { encryptionIn, stackFileOf, TEMPLATE } from "./stack-file";

/** How Pulumi is asked about one stack. */
export interface Stack {
  readonly hands: Hands;
  readonly names: ReviewNames;
  /** @default the caller's */
  readonly as?: Credentials | undefined;
  /** Boundary that the stack's roles must carry. @default none */
  readonly boundaryArn?: string | undefined;
}

/** One command about the stack, however it ends. */
export const ask = ({ hands, names, as }: Stack, ...args: readonly string[]): Promise<Ended> =>
  hands.pulumi([...args, "--stack", names.stack, "--non-interactive"], as);

/** @throws RunError with Pulumi's last words */
export async function must(stack: Stack, ...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await ask(stack, ...args);
  if (exitCode === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-20).join("\n");
  throw new RunError(`pulumi ${args[0] ?? ""} of ${stack.names.stack} failed:\n${said}`);
}

/** The stack's state as it is; undefined when there is no such stack. @throws RunError for any other failure */
export async function exported(stack: Stack): Promise<unknown> {
  const { exitCode, stdout, stderr } = await ask(stack, "stack", "export");
  if (exitCode === 0) return JSON.parse(stdout) as unknown;
  if (stderr.includes("no stack named")) return undefined;
  throw new RunError(`The state of ${stack.names.stack} cannot be read: ${stderr.trim()}`);
}

const fileOf = ({ names }: Stack): string => `Pulumi.${names.stack}.yaml`;

/**
 * Writes the stack file, with the key of the stack that is there.
 *
 * @throws RunError for a template that is missing or gives away too much
 */
export function writeStackFile(stack: Stack, state: unknown): void {
  const { hands, names, boundaryArn } = stack;
  const template = hands.read(TEMPLATE);
  if (template === undefined) {
    throw new RunError(`${TEMPLATE} is missing: review stacks are made from it (docs/pull-requests.md).`);
  }
  const encryption = encryptionIn(state);
  hands.write(fileOf(stack), stackFileOf(template, { ...names, boundaryArn, encryption }));
}

/**
 * Makes the stack, or brings it up to date.
 *
 * @param secretsProvider for a new stack, such as `awskms://alias/…`; its secrets are bound to the stack. @default Pulumi's
 */
export async function bringUp(stack: Stack, secretsProvider?: string): Promise<void> {
  const { hands, names } = stack;
  // What the template lacks is said before anything is made.
  writeStackFile(stack, undefined);
  hands.remove(fileOf(stack));
  if ((await exported(stack)) === undefined) {
    const provider =
      secretsProvider === undefined ? [] : ["--secrets-provider", `${secretsProvider}&context_stack=${names.stack}`];
    await must(stack, "stack", "init", ...provider);
  }
  writeStackFile(stack, await withKey(stack));
  await deploy(stack);
}

const UNATTENDED = ["--yes", "--skip-preview", "--suppress-outputs"];
const SERVICES = `**$${T.service}::*`;

/** A look at the services, what the migration needs, the migration, and then the rest. */
async function deploy(stack: Stack): Promise<void> {
  const up = (...more: readonly string[]) => must(stack, "up", ...UNATTENDED, ...more);
  // What ECS took back stands in the state as if it ran, so that the same version would find nothing to change.
  await must(stack, "refresh", ...UNATTENDED, "--target", SERVICES);
  const preview = parsePreview(await must(stack, "preview", "--json"), "The preview");
  const targets = migrationTargets(preview);
  if (targets.is === "before") {
    if (targets.urns.length > 0) await up(...targets.urns.flatMap((urn) => ["--target", urn]));
    await migrate(stack);
  }
  await up();
  // On an empty database the first servers make the schema, unless they have no right to.
  if (targets.is === "first") await migrate(stack);
}

async function migrate(stack: Stack): Promise<void> {
  const { hands, as } = stack;
  const own: MigrationHands = {
    aws: new Aws((args) => hands.aws(args, as)),
    say: (line) => {
      hands.say(line);
    },
    sleep: (seconds) => hands.sleep(seconds),
  };
  const found: unknown = JSON.parse(await must(stack, "stack", "output", "--json"));
  await runMigration(own, withNewestRevision(found, await exported(stack)));
}

/** The state, whose key a stack without resources has in its stack file alone. */
async function withKey(stack: Stack): Promise<unknown> {
  const state = await exported(stack);
  return Object.keys(encryptionIn(state)).length > 0 ? state : keyInFile(stack.hands.read(fileOf(stack)) ?? "");
}

function keyInFile(text: string): unknown {
  const value = (key: string): string | undefined => new RegExp(`^${key}: (.*)$`, "m").exec(text)?.[1];
  const [url, encryptedkey, salt] = ["secretsprovider", "encryptedkey", "encryptionsalt"].map(value);
  if (url !== undefined) return { deployment: { secrets_providers: { type: "cloud", state: { url, encryptedkey } } } };
  return salt === undefined ? {} : { deployment: { secrets_providers: { type: "passphrase", state: { salt } } } };
}
