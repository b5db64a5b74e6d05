import { z } from "zod";

import { oneOffTask, runTask } from "../../aws/one-off-task";
import { output, until, type Check, type Scene } from "./scene";

const oneOff = z.object({ dump: oneOffTask });
const objects = z.object({ Contents: z.array(z.object({ Key: z.string() })).default([]) });

/** How many objects one run of the dump task adds to the bucket. */
export const dump: Check = async (scene, { minutes }) => {
  const before = await keys(scene);
  const { dump: own } = oneOff.parse(scene.outputs.oneOffTasks);
  const task = await runTask(scene.aws, output(scene, "clusterName"), own);
  const end = await until(scene, minutes, task.end);
  const ended = end && `exit code ${end.exitCode ?? "none"}, ${end.reason}`;
  const added = (await keys(scene)).filter((key) => !before.includes(key));
  return { seen: added.length, details: [`the task: ${ended ?? "did not end"}`, ...added] };
};

async function keys(scene: Scene): Promise<string[]> {
  const answer =
    (await scene.aws.json("s3api", "list-objects-v2", "--bucket", output(scene, "backupBucketName"))) ?? {};
  return objects.parse(answer).Contents.map(({ Key: key }) => key);
}
