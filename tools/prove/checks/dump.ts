import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { output, until, type Check, type Scene } from "./scene";

const oneOff = z.object({
  dump: z.object({
    taskDefinitionArn: z.string(),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
  }),
});
const started = z.object({
  tasks: z.array(z.object({ taskArn: z.string() })),
  failures: z.array(z.object({ reason: z.string().optional() })).default([]),
});
const tasks = z.object({
  tasks: z.array(
    z.object({
      lastStatus: z.string(),
      stoppedReason: z.string().optional(),
      containers: z.array(z.object({ exitCode: z.number().optional() })),
    }),
  ),
});
const objects = z.object({ Contents: z.array(z.object({ Key: z.string() })).default([]) });

/** How many objects one run of the dump task adds to the bucket. */
export const dump: Check = async (scene, { minutes }) => {
  const before = await keys(scene);
  const task = await start(scene);
  const ended = await until(scene, minutes, () => end(scene, task));
  const added = (await keys(scene)).filter((key) => !before.includes(key));
  return { seen: added.length, details: [`the task: ${ended ?? "did not end"}`, ...added] };
};

async function start({ aws, outputs, ...scene }: Scene): Promise<string> {
  const { dump: task } = oneOff.parse(outputs.oneOffTasks);
  const network = {
    awsvpcConfiguration: { subnets: task.subnetIds, securityGroups: task.securityGroupIds, assignPublicIp: "DISABLED" },
  };
  const answer = await aws.ask(
    started,
    ...[
      "ecs",
      "run-task",
      "--cluster",
      output({ aws, outputs, ...scene }, "clusterName"),
      "--task-definition",
      task.taskDefinitionArn,
    ],
    ...["--launch-type", "FARGATE", "--network-configuration", JSON.stringify(network)],
  );
  const arn = answer.tasks[0]?.taskArn;
  if (arn === undefined) throw new RunError(`ECS did not start the task: ${answer.failures[0]?.reason ?? "no reason"}`);
  return arn;
}

async function end(scene: Scene, task: string): Promise<string | undefined> {
  const { tasks: found } = await scene.aws.ask(
    tasks,
    "ecs",
    "describe-tasks",
    "--cluster",
    output(scene, "clusterName"),
    "--tasks",
    task,
  );
  if (found[0]?.lastStatus !== "STOPPED") return undefined;
  return `exit code ${found[0].containers[0]?.exitCode ?? "none"}, ${found[0].stoppedReason ?? "no reason"}`;
}

async function keys(scene: Scene): Promise<string[]> {
  const answer =
    (await scene.aws.json("s3api", "list-objects-v2", "--bucket", output(scene, "backupBucketName"))) ?? {};
  return objects.parse(answer).Contents.map(({ Key: key }) => key);
}
