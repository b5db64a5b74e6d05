import type { Outcome, Workspace } from "@toolkit/rehearsal/driver/workspace";

import { lost } from "../lifecycles/stateful";
import { Interrupted, type Live } from "./live";
import type { Deployed } from "./progress";

/** The longest that a command of Pulumi may take. */
const LIMIT_MS = 2 * 60 * 60_000;

/** A run of Pulumi with what it complained about. */
export interface Run extends Outcome {
  readonly errors: readonly string[];
}

/**
 * Runs a command of Pulumi to its end.
 *
 * @throws Interrupted when somebody ended it; Pulumi has stopped in order then
 */
export async function deploy(live: Live, stack: Workspace, [command = "up", ...args]: readonly string[]): Promise<Run> {
  const full = [command, "--yes", "--skip-preview", ...args];
  const outcome = await stack.deployment(full, { limitMs: LIMIT_MS, show: live.showsPulumi });
  if (live.isInterrupted() || outcome.exitCode === null) throw new Interrupted();
  const said = outcome.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const unsaid = outcome.exitCode === 0 ? [] : [outcome.stderr.trim() || outcome.stdout.trim()];
  return { ...outcome, errors: said.length > 0 ? said : unsaid };
}

/** What claims may ask about a deployment. */
export function deployedOf(run: Run, visits: Pick<Deployed, "visits" | "failedVisits">): Deployed {
  return {
    changed: run.changes.length,
    failed: run.exitCode === 0 ? [] : run.errors,
    seconds: Object.fromEntries(run.seconds),
    totalSeconds: Math.round(run.milliseconds / 1000),
    lost: lost(run),
    ...visits,
  };
}
