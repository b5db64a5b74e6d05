import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { Aws } from "../aws/aws";
import { endWithin, oneOffTask, runTask } from "../aws/one-off-task";
import { must, type Stack } from "./stack";

const outputs = z.object({
  clusterName: z.string(),
  oneOffTasks: z.object({ seed: oneOffTask.optional() }),
});

/** Ten minutes, of which the image takes one. */
const SECONDS = 600;

/**
 * Runs the command that fills an empty database, where the stack has one (`webapp:backend.seed`). It runs after every
 * deployment, so that one that was cut off is made up for; what has data already it leaves alone.
 *
 * @throws RunError when the task does not start, fails or does not end
 */
export async function fillDatabase(stack: Stack): Promise<void> {
  const { hands, names, as } = stack;
  const { clusterName, oneOffTasks } = outputs.parse(JSON.parse(await must(stack, "stack", "output", "--json")));
  const { seed } = oneOffTasks;
  if (seed === undefined) return;
  const region = seed.taskDefinitionArn.split(":")[3];
  const aws = new Aws((args) => hands.aws(args, as), { region });
  const end = await endWithin(await runTask(aws, clusterName, seed), SECONDS, (seconds) => hands.sleep(seconds));
  if (end === undefined) throw new RunError(`The task that fills the database of ${names.stack} does not end.`);
  if (end.exitCode !== 0) {
    throw new RunError(
      `The samples of ${names.stack} are not in its database: the task ended with ${end.exitCode ?? "no exit code"}, ${end.reason} Its log is that of seed in CloudWatch Logs.`,
    );
  }
  hands.say(`The database of ${names.stack} has its samples.`);
}
