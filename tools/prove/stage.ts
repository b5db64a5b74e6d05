import { RunError } from "@pulumi/pulumi/errors";

import { duration } from "../timeline/render";
import { checks } from "./checks";
import { output, type Scene } from "./checks/scene";
import { Viewer } from "./checks/visits";
import { type Claim, type Claims, holds, type Phase, wordsOf } from "./claims";
import { deploy, deployedOf } from "./deploy";
import { Interrupted } from "./live";
import { type Deployed, outcomeOf, type Result } from "./progress";
import { STACK } from "./stack-files";

/** A run in an account, before anything is known of the stack. */
export interface Stage extends Omit<Scene, "outputs" | "resources"> {
  readonly claims: Claims;
}

/** The deployments that claims are about. */
const FIRST = "first";
const FLIP = "flip";

/** Sets right what a killed command left: its lock, and what it was making. */
export async function recover({ stack, progress, save }: Stage): Promise<void> {
  await stack.exec(["cancel", "--yes", "--stack", STACK]);
  const pending = await stack.pendingCreates();
  if (pending.length === 0) return;
  progress.notes.push(
    `A killed command was making ${pending.join(", ")}: AWS may have made it although Pulumi does not know.`,
  );
  save();
  await stack.exec(["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--stack", STACK]);
}

/** Deploys both variants, and walks the claims about each. What an earlier run has done is not done again. */
export async function walkDeployments(stage: Stage): Promise<void> {
  const first = await deployOnce(stage, FIRST);
  await walk(stage, "deployed", first);
  if (first.failed.length > 0) {
    leaveOut(stage, ["flipped"], "the first deployment failed");
    return;
  }
  stage.stack.configure((file) => {
    file.setIn(["config", "webapp:frontend"], "spa");
  });
  await walk(stage, "flipped", await deployOnce(stage, FLIP));
}

async function deployOnce(stage: Stage, name: string): Promise<Deployed> {
  const { live, stack, progress, save } = stage;
  const known = progress.deployments[name];
  if (known !== undefined) return known;
  live.say(name === FIRST ? "Deploying." : "Flipping to spa, while a viewer asks for the first page each second.");
  const viewer = name === FIRST ? undefined : new Viewer(live, `${output(await sceneOf(stage), "url")}/`);
  try {
    const run = await deploy(live, stack, ["up"]);
    const visits = (await viewer?.stop()) ?? { visits: 0, failedVisits: [] };
    const { vpcId } = await stack.outputs();
    if (typeof vpcId === "string") progress.vpcId = vpcId;
    return (progress.deployments[name] = deployedOf(run, visits));
  } finally {
    await viewer?.stop();
    save();
  }
}

async function sceneOf(stage: Stage): Promise<Scene> {
  return { ...stage, outputs: await stage.stack.outputs(), resources: await stage.stack.state() };
}

/**
 * Walks the claims of a phase that have no result yet.
 *
 * @param deployed the deployment before it; when that failed, only claims about itself are walked
 */
export async function walk(stage: Stage, phase: Phase, deployed?: Deployed): Promise<void> {
  const isBroken = (deployed?.failed.length ?? 0) > 0;
  const scene = await sceneOf(stage);
  for (const claim of open(stage, phase)) {
    if (claim.needs === "domain" && stage.progress.domain === undefined) {
      keep(stage, without(claim, "it needs --domain and --zone-id"));
    } else if (isBroken && claim.check.with.of === undefined) {
      keep(stage, without(claim, "the deployment failed"));
    } else await tryClaim(scene, stage, claim);
  }
}

async function tryClaim(scene: Scene, stage: Stage, claim: Claim): Promise<void> {
  if (stage.live.isInterrupted()) throw new Interrupted();
  const start = stage.live.now();
  const seconds = (): number => Math.round((stage.live.now() - start) / 1000);
  try {
    const check = checks[claim.check.by];
    if (check === undefined) throw new RunError(`there is no check ${claim.check.by}`);
    const { seen, details } = await check(scene, claim);
    keep(stage, { id: claim.id, seen, holds: holds(claim.expected, seen), details, seconds: seconds() });
  } catch (error) {
    if (error instanceof Interrupted || stage.live.isInterrupted()) throw new Interrupted();
    const message = error instanceof Error ? error.message : String(error);
    keep(stage, { id: claim.id, holds: false, details: [message], seconds: seconds() });
  }
  const result = stage.progress.results.at(-1);
  const seen = result?.seen;
  const words = seen === undefined ? "" : `: ${String(seen)}, expected ${wordsOf(claim.expected)} (${claim.sees})`;
  stage.live.say(`${outcomeOf(result).padEnd(11)} ${claim.id}${words}, ${duration(seconds())}`);
}

const open = ({ claims, progress }: Stage, phase: Phase): Claim[] =>
  claims.claims.filter((claim) => claim.phase === phase && progress.results.every(({ id }) => id !== claim.id));

const without = ({ id }: Claim, notTried: string): Result => ({ id, holds: false, details: [], seconds: 0, notTried });

function keep({ progress, save }: Stage, result: Result): void {
  progress.results.push(result);
  save();
}

function leaveOut(stage: Stage, phases: readonly Phase[], why: string): void {
  for (const phase of phases) for (const claim of open(stage, phase)) keep(stage, without(claim, why));
}
