import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { lastPart } from "../../aws/arn";
import type { Aws } from "../../aws/aws";
import { containerOf } from "../../aws/ecs";
import { endWithin, NotStarted, runTask, type StartedTask, type TaskEnd } from "../../aws/one-off-task";
import { migrationOutput } from "./output";

const SHOWN_LINES = 20;

const events = z.object({ events: z.array(z.object({ message: z.string() })) });

/** What a migration does outside of itself. */
export interface MigrationHands {
  readonly aws: Aws;
  readonly say: (line: string) => void;
  readonly sleep: (seconds: number) => Promise<void>;
}

/**
 * Runs the command that changes the schema as one task of the revision that was deployed last, with the backend's network,
 * roles and image, and waits for its end.
 *
 * @param found the stack's outputs; empty where nothing is deployed.
 * @param timeout seconds; a task that takes longer goes on, since a statement that is cut off leaves half a change.
 * @throws RunError with its last lines when it fails, is not started or takes too long
 */
export async function runMigration(hands: MigrationHands, found: unknown, timeout = 3600): Promise<void> {
  const { clusterName: cluster, oneOffTasks } = migrationOutput.parse(found);
  if (cluster === undefined) {
    hands.say("No migration: nothing is deployed yet, and the first tasks make the schema.");
    return;
  }
  if (oneOffTasks?.migrate === undefined) {
    hands.say("No migration: the backend has no command that changes a schema.");
    return;
  }
  const { containerName, command, ...own } = oneOffTasks.migrate;
  const override = { containerName, command };
  const task = await start(hands.aws, cluster, { ...own, override, startedBy: "migration" });
  hands.say(`The migration runs as task ${lastPart(task.arn)} of ${lastPart(own.taskDefinitionArn)}.`);
  const failure = failureIn(await endWithin(task, timeout, hands.sleep), timeout);
  if (failure === undefined) {
    hands.say("The migration is done.");
    return;
  }
  const lines = await lastLines(hands.aws, oneOffTasks.migrate, task.arn);
  throw new RunError(
    [`The migration failed: ${failure} Nothing was shifted. See docs/deploy.md#migrations`, ...lines].join("\n  "),
  );
}

/** @throws RunError when ECS starts no task */
async function start(...asked: Parameters<typeof runTask>): Promise<StartedTask> {
  try {
    return await runTask(...asked);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    throw new RunError(`The migration was not started, and nothing was shifted: ${error.reason}.`);
  }
}

/** Why the task failed; undefined when it ended well. */
function failureIn(end: TaskEnd | undefined, timeout: number): string | undefined {
  if (end === undefined)
    return `its task still runs after ${timeout} seconds, and goes on: deploy again when it has ended.`;
  const { exitCode, reason } = end;
  if (exitCode === 0) return undefined;
  return exitCode === undefined ? `its task did not start (${reason}).` : `exit code ${exitCode} (${reason}).`;
}

/** The last lines of its log, or why they cannot be read. */
async function lastLines(
  aws: Aws,
  { taskDefinitionArn, containerName }: { readonly taskDefinitionArn: string; readonly containerName: string },
  arn: string,
): Promise<string[]> {
  try {
    const { logConfiguration } = await containerOf(aws, taskDefinitionArn);
    const { "awslogs-group": group = "", "awslogs-stream-prefix": prefix = "" } = logConfiguration?.options ?? {};
    const stream = [prefix, containerName, lastPart(arn)].join("/");
    const asked = ["--log-group-name", group, "--log-stream-name", stream, "--limit", String(SHOWN_LINES)];
    const { events: found } = await aws.ask(events, "logs", "get-log-events", ...asked);
    return found.length === 0 ? ["Its log is empty."] : found.map(({ message }) => message.trimEnd());
  } catch (error) {
    return [`Its log cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}
