import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { lastPart } from "../../aws/arn";
import type { Aws } from "../../aws/aws";
import { containerOf } from "../../aws/ecs";
import { NotStarted, runTask } from "../../aws/one-off-task";
import { migrationOutput } from "./output";

/** Seconds between two looks at the task. */
const LOOK_SECONDS = 5;
const SHOWN_LINES = 20;

const described = z.object({
  tasks: z.array(
    z.object({
      lastStatus: z.string(),
      stoppedReason: z.string().default("no reason given"),
      containers: z.array(
        z.object({ name: z.string(), exitCode: z.number().optional(), reason: z.string().optional() }),
      ),
    }),
  ),
});
const events = z.object({ events: z.array(z.object({ message: z.string() })) });

/** What a migration does outside of itself. */
export interface MigrationHands {
  readonly aws: Aws;
  readonly say: (line: string) => void;
  readonly sleep: (seconds: number) => Promise<void>;
}

interface MigrateTask {
  readonly cluster: string;
  readonly taskDefinitionArn: string;
  readonly containerName: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly command: readonly string[];
  readonly capacityProvider?: string | undefined;
}

/**
 * Runs the command that changes the schema as one task of the revision that was deployed last, with the backend's network,
 * roles and image, and waits for its end.
 *
 * Source: Amazon ECS API reference, RunTask, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
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
  const task = { ...oneOffTasks.migrate, cluster };
  const arn = await start(hands.aws, task);
  hands.say(`The migration runs as task ${lastPart(arn)} of ${lastPart(task.taskDefinitionArn)}.`);
  const failure = await failureOf(hands, task, arn, timeout);
  if (failure === undefined) {
    hands.say("The migration is done.");
    return;
  }
  const lines = await lastLines(hands.aws, task, arn);
  throw new RunError(
    [`The migration failed: ${failure} Nothing was shifted. See docs/deploy.md#migrations`, ...lines].join("\n  "),
  );
}

/** @throws RunError when ECS starts no task */
async function start(aws: Aws, { cluster, containerName, command, ...task }: MigrateTask): Promise<string> {
  try {
    const override = { containerName, command };
    return (await runTask(aws, cluster, { ...task, override, startedBy: "migration" })).arn;
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    throw new RunError(`The migration was not started, and nothing was shifted: ${error.reason}.`);
  }
}

/** Why the task failed; undefined when it ended well. */
async function failureOf(
  { aws, sleep }: MigrationHands,
  { cluster, containerName }: MigrateTask,
  arn: string,
  timeout: number,
): Promise<string | undefined> {
  for (let waited = 0; ; waited += LOOK_SECONDS) {
    const [task] = (await aws.ask(described, "ecs", "describe-tasks", "--cluster", cluster, "--tasks", arn)).tasks;
    if (task === undefined) return "ECS does not know its task any more.";
    if (task.lastStatus === "STOPPED") {
      const container = task.containers.find(({ name }) => name === containerName);
      if (container?.exitCode === 0) return undefined;
      const reason = [task.stoppedReason, container?.reason].filter((word) => word !== undefined).join(": ");
      return container?.exitCode === undefined
        ? `its task did not start (${reason}).`
        : `exit code ${container.exitCode} (${reason}).`;
    }
    if (waited >= timeout)
      return `its task still runs after ${timeout} seconds, and goes on: deploy again when it has ended.`;
    await sleep(LOOK_SECONDS);
  }
}

/** The last lines of its log, or why they cannot be read. */
async function lastLines(aws: Aws, { taskDefinitionArn, containerName }: MigrateTask, arn: string): Promise<string[]> {
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
