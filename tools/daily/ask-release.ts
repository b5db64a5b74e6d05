import { RunError } from "@pulumi/pulumi/errors";

import { endWithin, type OneOffTask, runTask, type TaskEnd } from "../aws/one-off-task";
import { migrationOutput } from "../ci/migration/output";
import type { Revision } from "./ecs";
import type { Hands } from "./hands";
import type { Readable } from "./schema";
import type { DeployedStack } from "./stack";

/** With this after its own words the command that changes the schema changes nothing. */
const CHECK = "--check";
/** Its exit code when the release cannot work with the schema. */
const UNREADABLE = 3;
/** Of which the image takes one. */
const MINUTES = 5;

/**
 * Asks the release itself whether it can read today's schema: its own task, with `webapp:backend.migrate --check` for a
 * command. One that knows no such command, or is not answered by the database, tells nothing.
 *
 * @param otherwise what is known without asking
 */
export async function askRelease(
  hands: Hands,
  stack: DeployedStack,
  { name, arn, container }: Revision,
  otherwise: Readable,
): Promise<Readable> {
  const task = migrationOutput.parse(stack.outputs).oneOffTasks?.migrate;
  if (task === undefined) return otherwise;
  hands.say(`${name} is asked whether it can read today's schema: one task, about a minute.`);
  const override = { containerName: container, command: [...task.command, CHECK] };
  const end = await endOf(hands, stack, { ...task, taskDefinitionArn: arn, override, startedBy: "rollback" });
  if (typeof end === "string") return { is: "unknown", because: `${name} did not tell whether it can: ${end}` };
  if (end.exitCode === 0) return { is: "readable" };
  return end.exitCode === UNREADABLE
    ? {
        is: "refused",
        because: `${name} cannot read today's schema, as it says itself. Deploy a version that can instead, or restore the database (docs/runbooks/restore-database.md).`,
      }
    : {
        is: "unknown",
        because: `${name} did not tell whether it can: exit code ${end.exitCode ?? "none"}, ${end.reason}`,
      };
}

/** How the task ended, or why that is not known. */
async function endOf(hands: Hands, { aws, cluster }: DeployedStack, task: OneOffTask): Promise<TaskEnd | string> {
  try {
    const end = await endWithin(await runTask(aws, cluster, task), MINUTES * 60, (seconds) => hands.sleep(seconds));
    return end ?? `its task still runs after ${MINUTES} minutes.`;
  } catch (error) {
    if (error instanceof RunError) return error.message;
    throw error;
  }
}
