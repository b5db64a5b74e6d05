import { rmSync } from "node:fs";
import * as path from "node:path";
import { randomBytes } from "node:crypto";

import { RunError } from "@pulumi/pulumi/errors";
import { readYaml } from "@toolkit/offline/stack-file";

import { Aws } from "../aws/aws";
import { cleanUp } from "./clean-up";
import type { Claims } from "./claims";
import { type Forecast, forecast, forecastText } from "./forecast";
import { Interrupted, type Live } from "./live";
import { type Progress, ProgressFile } from "./progress";
import { accountOf, refusals } from "./refusals";
import { failedClaims, writeReport } from "./report";
import { recover, type Stage, walk, walkDeployments } from "./stage";
import { writeStackFiles } from "./stack-files";

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

  const aws = new Aws(live.aws, old?.region ?? options.region);
  const account = await accountOf(aws);
  if (old !== undefined && old.account !== account) {
    throw new RunError(
      `A run in account ${old.account} is not finished, and these are credentials of ${account}: use those of ${old.account}.`,
    );
  }
  const progress = old ?? fresh(options, account, live.now());
  const stackFiles = path.join(folder, "stacks");
  writeStackFiles(stackFiles, program, progress, project);
  const foretold = await forecast(stackFiles, walked(options.claims, progress));
  await consent(live, aws, { options, project, progress, foretold, isResumed: old !== undefined });
  file.write(progress);

  const stack = await live.openStack(path.join(folder, "stack"), stackFiles, progress.passphrase);
  const save = (): void => {
    file.write(progress);
  };
  const stage: Stage = {
    live,
    aws,
    stack,
    project,
    progress,
    save,
    claims: options.claims,
    usualSeconds: foretold.usualSeconds,
  };
  try {
    if (old !== undefined) await recover(stage);
    if (!options.cleanUpOnly) await walkDeployments(stage);
    await cleanUp(stage);
    await walk(stage, "destroyed");
  } catch (error) {
    report(live, options, progress, foretold);
    const rest = `What is deployed stays, for ${foretold.hourlyUsd.toFixed(3)} USD an hour: npm run prove-live goes on, npm run prove-live -- --clean-up destroys it.`;
    if (error instanceof Interrupted) throw new RunError(`Interrupted. ${rest}`);
    throw error instanceof Error ? new RunError(`${error.message}\n${rest}`) : error;
  } finally {
    stack.close();
  }
  rmSync(folder, { recursive: true, force: true });
  return report(live, options, progress, foretold);
}

const fresh = ({ region, domain, zoneId, application }: ProveOptions, account: string, now: number): Progress => ({
  startedAt: new Date(now).toISOString(),
  account,
  region,
  ...(domain === undefined ? {} : { domain }),
  ...(zoneId === undefined ? {} : { zoneId }),
  application,
  passphrase: randomBytes(24).toString("base64url"),
  deployments: {},
  results: [],
  made: { subscriptions: [], definitions: [] },
  notes: [],
  isDestroyed: false,
});

/** The claims that can be walked here. */
const walked = (all: Claims, { domain }: Progress): Claims => ({
  ...all,
  claims: all.claims.filter(({ needs }) => needs === undefined || domain !== undefined),
});

interface Question {
  readonly options: ProveOptions;
  readonly project: string;
  readonly progress: Progress;
  readonly foretold: Forecast;
  readonly isResumed: boolean;
}

/** Shows price and hours, and asks. @throws RunError when the account or the person refuses */
async function consent(
  live: Live,
  aws: Aws,
  { options, project, progress, foretold, isResumed }: Question,
): Promise<void> {
  const { account, region } = progress;
  const problems = await refusals(aws, project, region, isResumed);
  if (problems.length > 0) throw new RunError(problems.join("\n"));
  if (isResumed) {
    live.say(
      `Goes on with the run of ${progress.startedAt} in account ${account}, ${region}: ${progress.results.length} of ${options.claims.claims.length} claims are walked.`,
    );
    return;
  }
  live.say(
    `Deploys the smallest stack of ${project} to account ${account} in ${region}, walks ${walked(options.claims, progress).claims.length} of ${options.claims.claims.length} claims, and destroys it again:`,
  );
  live.say(forecastText(foretold));
  if (options.withoutAsking) return;
  const answer = await live.ask(`Type yes to deploy to account ${account}: `);
  if (answer.trim().toLowerCase() !== "yes") throw new RunError("Nothing was deployed.");
}

/** Writes the report and tells the result; true when everything holds. */
function report(live: Live, options: ProveOptions, progress: Progress, foretold: Forecast): boolean {
  const run = {
    claims: options.claims,
    progress,
    forecast: foretold,
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
