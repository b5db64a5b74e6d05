import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { Aws } from "../aws/aws";
import { judgeState } from "./judge-state";
import { type Credentials, type Hands } from "./hands";
import { type ReviewNames } from "./names";
import { ask, exported, must, type Stack, writeStackFile } from "./stack";
import { taggedThings } from "./tagged";
import { untaggedIds } from "./untagged";

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});
const stateSchema = z.object({
  deployment: z.object({
    resources: z.array(z.object({ urn: z.string(), id: z.string().optional() })).optional(),
    pending_operations: z.array(z.object({ type: z.string(), resource })).optional(),
  }),
});

const databases = z.object({ DBInstances: z.array(z.object({ DbiResourceId: z.string() })) });

type Pending = z.infer<typeof resource>;

/** Tags of what is gone are found for some minutes more. */
const LOOKS = 5;

export interface End {
  readonly hands: Hands;
  readonly names: ReviewNames;
  readonly project: string;
  readonly region: string;
  /** The role of the pull request's stack: its state may name anything, and is run with no more rights than these. */
  readonly as?: Credentials | undefined;
  readonly boundaryArn?: string | undefined;
}

/**
 * Destroys the stack and all that a deployment which was killed left of it.
 *
 * @returns whether there was a state; without one nothing is destroyed
 * @throws RunError when Pulumi cannot destroy it, or must not be run on its state
 */
export async function destroyStack(end: End): Promise<boolean> {
  const { hands, names } = end;
  const stack: Stack = end;
  const state = await exported(stack);
  if (state === undefined) return false;
  const { refused, plugins } = judgeState(state);
  if (refused.length > 0) {
    throw new RunError(
      `The state of ${names.stack} is not run, since it names what this program does not use: ${refused.join("; ")}. Its role lets nobody in any more; what is left is for a person to delete (docs/runbooks/review-stack.md).`,
    );
  }
  for (const { name, version } of plugins) await install(end, name, version);
  writeStackFile(stack, state);
  // Nobody deploys any more, so a lock is that of a process which died.
  await ask(stack, "cancel", "--yes");
  await takeInPending(end, stack);
  await destroy(stack);
  await must(stack, "stack", "rm", "--yes", "--preserve-config");
  hands.remove(`Pulumi.${names.stack}.yaml`);
  return true;
}

/** What `look` still finds when AWS has had minutes to let go. */
export async function leftAfterMinutes(hands: Hands, look: () => Promise<string[]>): Promise<string[]> {
  let left = await look();
  for (let looks = 1; left.length > 0 && looks < LOOKS; looks++) {
    await hands.sleep(60);
    left = await look();
  }
  return left;
}

/** Pulumi gets nothing by itself while it runs the state. */
async function install({ hands, as }: End, name: string, version: string): Promise<void> {
  const { exitCode, stderr } = await hands.pulumi(["plugin", "install", "resource", name, version], as);
  if (exitCode !== 0) throw new RunError(`Pulumi cannot install the provider ${name} ${version}: ${stderr.trim()}`);
}

/** AWS lets go of some things minutes after their users are gone, such as CloudFront of its network interfaces. */
async function destroy(stack: Stack): Promise<void> {
  const { exitCode } = await ask(
    stack,
    "destroy",
    "--yes",
    "--skip-preview",
    "--suppress-outputs",
    "--continue-on-error",
  );
  if (exitCode === 0) return;
  await stack.hands.sleep(120);
  await must(stack, "destroy", "--yes", "--skip-preview", "--suppress-outputs", "--refresh");
}

/**
 * What was being made when the deployment died stands in AWS, and the state does not know under which id: the ids of
 * tagged things that the state lacks are tried. What AWS never made has none.
 */
async function takeInPending(end: End, stack: Stack): Promise<void> {
  const state = stateSchema.parse(await exported(stack)).deployment;
  const pending = (state.pending_operations ?? []).filter(({ type }) => type === "creating");
  if (pending.length === 0) return;
  await must(stack, "refresh", "--yes", "--skip-preview", "--suppress-outputs", "--clear-pending-creates");
  const known = JSON.stringify(await exported(stack));
  const unknown = (await taggedThings(end)).filter((arn) => !known.includes(`"${arn}"`));
  const provider = (state.resources ?? []).find(({ urn }) => urn.includes("::pulumi:providers:aws::"))?.urn ?? "";
  const things = await Promise.all(unknown.map(async (arn) => ({ arn, ids: await idsOf(arn, end) })));
  const taken: string[] = [];
  const free = new Set(things);
  const aws = awsOf(end);
  for (const { resource: one } of pending) {
    const untagged = await untaggedIds(one.type, one.inputs, aws);
    if (await takeIn(stack, one, untagged, provider)) {
      taken.push("--target", one.urn);
      continue;
    }
    for (const thing of [...free].filter(({ arn }) => isOf(one.type, arn))) {
      if (!(await takeIn(stack, one, thing.ids, provider))) continue;
      // Another of the same type is another thing.
      free.delete(thing);
      taken.push("--target", one.urn);
      break;
    }
  }
  // First, since the state does not know what they need, and nothing needs them.
  if (taken.length > 0) await must(stack, "destroy", "--yes", "--skip-preview", "--suppress-outputs", ...taken);
}

/** Service in an ARN by the module of the provider, where they differ. */
const SERVICES: Readonly<Record<string, string>> = {
  appautoscaling: "application-autoscaling",
  lb: "elasticloadbalancing",
  sfn: "states",
  vpc: "ec2",
};

/** Whether an ARN may be that of a resource of this type; CloudWatch's module has logs and events too. */
function isOf(type: string, arn: string): boolean {
  const [, module = ""] = /^aws:([a-z0-9]+)/.exec(type) ?? [];
  const [, , service = ""] = arn.split(":");
  return module === "cloudwatch"
    ? ["cloudwatch", "logs", "events"].includes(service)
    : (SERVICES[module] ?? module) === service;
}

/** Tries each id. */
async function takeIn(
  stack: Stack,
  { urn, type, parent }: Pending,
  ids: readonly string[],
  provider: string,
): Promise<boolean> {
  const name = urn.split("::").at(-1) ?? "";
  const parents =
    parent === undefined || parent.includes("pulumi:pulumi:Stack") ? [] : ["--parent", `parent=${parent}`];
  const options = [
    "--provider",
    `aws=${provider}`,
    "--yes",
    "--skip-preview",
    "--generate-code=false",
    "--protect=false",
  ];
  for (const id of ids) {
    const { exitCode } = await ask(stack, "import", type, name, id, ...parents, ...options);
    if (exitCode === 0) return true;
  }
  return false;
}

const awsOf = ({ hands, as, region }: End): Aws => new Aws((args) => hands.aws(args, as), { region });

/** What the provider may take for the id of a thing: the last part of its ARN, the resource, all of it, or a database's own. */
async function idsOf(arn: string, end: End): Promise<string[]> {
  const resourcePart = arn.split(":").slice(5).join(":");
  const last = resourcePart.split(/[/:]/).at(-1) ?? "";
  const parts = [last, resourcePart.replace(/^[\w-]+[/:]/, ""), arn];
  if (!/^arn:[^:]*:rds:.*:db:/.test(arn)) return [...new Set(parts)];
  const call = ["rds", "describe-db-instances", "--db-instance-identifier", last];
  const { DBInstances } = await awsOf(end).ask(databases, ...call);
  return [...DBInstances.map(({ DbiResourceId: id }) => id), ...parts];
}
