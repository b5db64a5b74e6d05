import { rmSync } from "node:fs";
import * as path from "node:path";
import { randomBytes } from "node:crypto";

import { RunError } from "@pulumi/pulumi/errors";
import { readYaml } from "@toolkit/offline/stack-file";

import { Aws } from "../aws/aws";
import { cleanUp } from "./clean-up";
import type { Claims } from "./claims";
import { forecast, forecastText } from "./forecast";
import { Interrupted, type Live } from "./live";
import { beginning, type Progress, ProgressFile } from "./progress";
import { accountOf, refusals } from "./refusals";
import { failedClaims, writeReport } from "./report";
import { recover, type Stage, walk, walkDeployments } from "./stage";
import { type Place, writeStackFiles } from "./stack-files";

/** How a run is asked for. */
export interface ProveOptions {
  /** Folder of the program. */
  readonly program: string;
  /** Keeps state and progress between runs. */
  readonly folder: string;
  /** Gets the report. */
  readonly reports: string;
  readonly claims: Claims;
  readonly region: string;
  readonly domain?: string | undefined;
  readonly zoneId?: string | undefined;
  /** Keys of the stack file that say which application is deployed. */
  readonly application: Readonly<Record<string, unknown>>;
  /** Do not ask. */
  readonly withoutAsking: boolean;
  /** Only destroy what an earlier run left. */
  readonly cleanUpOnly: boolean;
  /** Commit of the checkout, for the report. */
  readonly commit: string;
}

/**
 * Deploys the smallest stack to an account, walks the claims, destroys everything, and writes what was seen.
 *
 * @returns whether every claim that was tried holds, and nothing is left
 * @throws RunError for what the user can mend, with what is left and how to go on
 */
export async function proveLive(live: Live, options: ProveOptions): Promise<boolean> {
  const { program, folder } = options;
  const project = String(readYaml(path.join(program, "Pulumi.yaml")).name);
  const file = new ProgressFile(folder);
  const old = file.read();
  if (options.cleanUpOnly && old === undefined)
    throw new RunError(`There is nothing to clean up: ${folder} keeps no run.`);
  const missing = await live.missing();
  if (missing.length > 0) throw new RunError(missing.join("\n"));

  const aws = new Aws(live.aws, { region: old?.region ?? options.region });
  const account = await accountOf(aws);
  if (old !== undefined && old.account !== account) {
    throw new RunError(
      `A run in account ${old.account} is not finished, and these are credentials of ${account}: use those of ${old.account}.`,
    );
  }
  const place = old ?? placeOf(options, account);
  const stackFiles = path.join(folder, "stacks");
  writeStackFiles(stackFiles, program, place, project);
  const progress =
    old ??
    beginning(place, {
      now: live.now(),
      passphrase: randomBytes(24).toString("base64url"),
      forecast: await forecast(stackFiles, walked(options.claims, place)),
    });
  const deploys = !options.cleanUpOnly && !progress.isDestroyed;
  // What a run left is destroyed whatever else stands there.
  if (deploys) {
    const problems = await refusals(aws, project, progress.region, old !== undefined);
    if (problems.length > 0) throw new RunError(problems.join("\n"));
  }
  if (old === undefined) await consent(live, options, project, progress);
  else
    live.say(
      `Goes on with the run of ${old.startedAt} in account ${account}, ${old.region}: ${old.results.length} of ${options.claims.claims.length} claims are walked.`,
    );
  file.write(progress);

  const stack = await live.openStack(path.join(folder, "stack"), stackFiles, progress.passphrase);
  const save = (): void => {
    file.write(progress);
  };
  const stage: Stage = { live, aws, stack, project, progress, save, claims: options.claims };
  try {
    if (old !== undefined) await recover(stage);
    if (deploys) await walkDeployments(stage);
    if (!progress.isDestroyed) await cleanUp(stage);
    await walk(stage, "destroyed");
  } catch (error) {
    report(live, options, progress);
    const rest = restOf(progress);
    if (error instanceof Interrupted) throw new RunError(`Interrupted. ${rest}`);
    throw error instanceof Error ? new RunError(`${error.message}\n${rest}`) : error;
  } finally {
    stack.close();
  }
  rmSync(folder, { recursive: true, force: true });
  return report(live, options, progress);
}

/** What an ended run leaves, and how to go on. */
const restOf = ({ isDestroyed, forecast }: Progress): string =>
  isDestroyed
    ? "Everything is destroyed: npm run prove-live looks whether anything is left."
    : `What is deployed stays, for ${forecast.hourlyUsd.toFixed(3)} USD an hour: npm run prove-live goes on, npm run prove-live -- --clean-up destroys it.`;

const placeOf = ({ region, domain, zoneId, application }: ProveOptions, account: string): Place => ({
  account,
  region,
  ...(domain === undefined ? {} : { domain }),
  ...(zoneId === undefined ? {} : { zoneId }),
  application,
});

/** The claims that can be walked here. */
const walked = (all: Claims, { domain }: Place): Claims => ({
  ...all,
  claims: all.claims.filter(({ needs }) => needs === undefined || domain !== undefined),
});

/** Shows price and hours, and asks. @throws RunError when the person refuses */
async function consent(live: Live, options: ProveOptions, project: string, progress: Progress): Promise<void> {
  const { account, region } = progress;
  live.say(
    `Deploys the smallest stack of ${project} to account ${account} in ${region}, walks ${walked(options.claims, progress).claims.length} of ${options.claims.claims.length} claims, and destroys it again:`,
  );
  live.say(forecastText(progress.forecast));
  if (options.withoutAsking) return;
  const answer = await live.ask(`Type yes to deploy to account ${account}: `);
  if (answer.trim().toLowerCase() !== "yes") throw new RunError("Nothing was deployed.");
}

/** Writes the report and tells the result; true when everything holds. */
function report(live: Live, options: ProveOptions, progress: Progress): boolean {
  const run = {
    claims: options.claims,
    progress,
    endedAt: new Date(live.now()).toISOString(),
    commit: options.commit,
  };
  const failed = failedClaims(run);
  const files = writeReport(options.reports, run);
  const holding = progress.results.filter((result) => result.holds).length;
  live.say(`${holding} of ${options.claims.claims.length} claims hold.`);
  for (const { claim, result } of failed) {
    live.say(
      result?.seen === undefined
        ? `Not checked: ${claim.id}: ${result?.details.join("; ") ?? ""}`
        : `FALSE: ${claim.id}: ${claim.claim} Seen: ${String(result.seen)} (${claim.sees}).`,
    );
  }
  live.say(`To attach to an issue: ${files.map((file) => path.relative(process.cwd(), file)).join(", ")}`);
  return failed.length === 0;
}
