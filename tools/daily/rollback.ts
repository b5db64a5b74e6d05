import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { imageKeyOf } from "../ci/image-keys";
import type * as images from "../ci/promote/named-image";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { askRelease } from "./ask-release";
import { columns } from "./columns";
import { revisionOf, revisionsLike, type Revision, shortImage, stateOf } from "./ecs";
import { type Hands, ownHands } from "./hands";
import { deployedStackOption, serviceArgument, withoutAskingOption } from "./options";
import { type RunningDeployment, runningDeployment, stopDeployment, stopWords } from "./running-deployment";
import { type Readable, readable } from "./schema";
import { settle } from "./settle";
import { keepingCommand, releaseStore, SITE, siteRow, siteStep, takeSiteBack } from "./site-step";
import { type DeployedStack, deployedStack, type Service, servicesNamed } from "./stack";

const command = new Command("rollback")
  .description(
    "Gives services the images that they ran before, and viewers the pages, at once, and writes those into the stack file, so that the next pulumi up keeps them. Stops a deployment that is under way. Shows what it will do, and asks.",
  )
  .addArgument(serviceArgument("which service, or site (default: all)"))
  .addOption(deployedStackOption())
  .addOption(withoutAskingOption())
  .addOption(traceOption());

export default subcommand(command, {
  run: ({ stack, withoutAsking }, service) => rollback(ownHands, stack, service, withoutAsking),
});

/** What a service goes back to. */
interface Step {
  readonly service: Service;
  readonly now: Revision;
  readonly before: Revision;
  readonly schema: Readable;
  /** What brings `now`, as long as it is not through. */
  readonly running?: RunningDeployment;
}

/**
 * Goes back to the previous images.
 *
 * @throws RunError when there is nothing to go back to, or the older version cannot read today's schema
 */
export async function rollback(hands: Hands, name: string, wanted?: string, withoutAsking = false): Promise<void> {
  const stack = await deployedStack(hands, name);
  const { services: affected, store } = scopeOf(stack, wanted);
  const found = (await Promise.all(affected.map((service) => stepOf(stack, service)))).flat();
  const site = store && (await siteStep(stack, store));
  if (found.length === 0 && site === undefined) throw new RunError(nothing(wanted, affected, store !== undefined));
  const steps = await Promise.all(found.map((step) => withSchema(hands, stack, step)));
  const refused = steps.flatMap(({ schema }) => (schema.is === "refused" ? [schema.because] : []));
  if (refused.length > 0) throw new RunError(refused.join("\n"));
  const rows = [...steps.map(rowOf), ...(site === undefined ? [] : [siteRow(site)])];
  hands.say(columns([["service", "runs", "goes back to", "revision"], ...rows]));
  for (const { service, running } of steps) if (running !== undefined) hands.say(stopWords(service.name, running));
  for (const { schema } of steps) if (schema.is === "unknown") hands.say(schema.because);
  if (!withoutAsking) {
    const answer = await hands.ask(`Type yes to take ${stack.name} back: `);
    if (answer.trim().toLowerCase() !== "yes") throw new RunError("Nothing was changed.");
  }
  // Older pages first: a newer API must answer them, as it did while they were deployed.
  if (site !== undefined) {
    await takeSiteBack(stack, site);
    hands.say(`${SITE} is ${site.before}.`);
    await must(hands, keepingCommand(name, site));
  }
  for (const step of steps) await goBack(stack, step);
  const services = steps.map(({ service }) => service);
  await settle(hands, stack, services, new Map(steps.map(({ service, before }) => [service.name, before.arn])));
  await keep(hands, stack, steps);
  const named = [...(steps.length > 0 ? ["these images"] : []), ...(site === undefined ? [] : ["this release"])];
  hands.say(`Pulumi.${name}.yaml names ${named.join(" and ")} now: commit it, and let pulumi up follow.`);
}

/** The backend is asked where its environment does not tell; tasks that still run have read the schema already. */
async function withSchema(hands: Hands, stack: DeployedStack, step: Step): Promise<Step> {
  const { service, before, schema, running } = step;
  if (schema.is !== "unknown" || running !== undefined || service.name !== "backend") return step;
  return { ...step, schema: await askRelease(hands, stack, before, schema) };
}

/** What is taken back: what was named, or everything. */
function scopeOf(stack: DeployedStack, wanted: string | undefined) {
  const store = releaseStore(stack);
  const isSite = wanted === SITE && store !== undefined && !stack.services.some((service) => service.name === SITE);
  if (isSite) return { services: [], store };
  return { services: servicesNamed(stack, wanted), store: wanted === undefined ? store : undefined };
}

function nothing(wanted: string | undefined, services: readonly Service[], hasReleases: boolean): string {
  const images = `no older revision of ${wanted ?? "any service"} has another image`;
  const pages = "the bucket has no older release of the site";
  const reasons = [...(services.length > 0 ? [images] : []), ...(hasReleases ? [pages] : [])];
  return `There is nothing to go back to: ${reasons.join(", and ")}.`;
}

async function goBack(stack: DeployedStack, { service, before, running }: Step): Promise<void> {
  if (running !== undefined) return stopDeployment(stack, running);
  const asked = ["--cluster", stack.cluster, "--service", service.serviceName, "--task-definition", before.arn];
  await stack.aws.text("ecs", "update-service", ...asked);
}

/** Where a deployment that is under way came from, or else the newest older revision with another image. */
async function stepOf(stack: DeployedStack, service: Service): Promise<Step[]> {
  const { rolloutState, taskDefinitionArn } = await stateOf(stack, service);
  const now = await revisionOf(stack, taskDefinitionArn);
  const running = rolloutState === "IN_PROGRESS" ? await runningDeployment(stack, service) : undefined;
  if (running !== undefined) {
    const before = await revisionOf(stack, running.sourceArn);
    // A restart brings no other version, so that stopping it takes nothing back.
    if (before.image !== now.image) {
      return [{ service, now, before, schema: readable(service.name, now, before), running }];
    }
  }
  const all = await revisionsLike(stack, now.arn);
  for (const arn of all.slice(all.indexOf(now.arn) + 1)) {
    const before = await revisionOf(stack, arn);
    if (before.image !== now.image) return [{ service, now, before, schema: readable(service.name, now, before) }];
  }
  return [];
}

const rowOf = ({ service, now, before }: Step): string[] => [
  service.name,
  shortImage(now.image),
  shortImage(before.image),
  before.name,
];

/** Writes the images into the stack file; an image that is built there would otherwise come back. */
async function keep(hands: Hands, { name, imageKeys }: DeployedStack, steps: readonly Step[]): Promise<void> {
  // Loaded only now: the schema of the configuration takes most of the time, and help or a refusal do without.
  const { namingCommands } = require("../ci/promote/named-image") as typeof images;
  for (const { service, before } of steps) {
    const key = imageKeyOf(service.name, imageKeys);
    for (const args of namingCommands(name, key, before.image)) await must(hands, args);
  }
}

async function must(hands: Hands, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await hands.pulumi([...args, "--non-interactive"]);
  if (exitCode !== 0)
    throw new RunError(`What ran before runs again, but pulumi ${args.slice(0, 2).join(" ")} failed: ${stderr.trim()}`);
}
