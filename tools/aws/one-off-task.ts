import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { type Aws } from "./aws";

/** A task of a stack that runs by itself, as the output `oneOffTasks` has it. */
export const oneOffTask = z.object({
  taskDefinitionArn: z.string(),
  subnetIds: z.array(z.string()),
  securityGroupIds: z.array(z.string()),
});

/** Such a task, and how it is to run this time. */
export interface OneOffTask extends z.infer<typeof oneOffTask> {
  /** What a container runs in place of its image's own command. @default that */
  readonly override?: { readonly containerName: string; readonly command: readonly string[] } | undefined;
  /** @default Fargate */
  readonly capacityProvider?: string | undefined;
  /** Who started it, up to 128 characters; the task keeps that word. @default nobody */
  readonly startedBy?: string | undefined;
}

/** A task that was started. */
export interface StartedTask {
  readonly arn: string;
  /** How it ended; undefined while it runs, and while ECS does not know yet what it has just started. */
  readonly end: () => Promise<TaskEnd | undefined>;
}

/** How a task ended. */
export interface TaskEnd {
  readonly exitCode?: number | undefined;
  /** ECS's words. */
  readonly reason: string;
}

const started = z.object({
  tasks: z.array(z.object({ taskArn: z.string() })).default([]),
  failures: z.array(z.object({ reason: z.string().optional() })).default([]),
});
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

/**
 * Starts a task without an address of its own.
 *
 * Source: Amazon ECS API reference, RunTask, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 *
 * @throws NotStarted when ECS does not start it
 */
export async function runTask(
  aws: Aws,
  cluster: string,
  { taskDefinitionArn, subnetIds, securityGroupIds, override, capacityProvider, startedBy }: OneOffTask,
): Promise<StartedTask> {
  const network = {
    awsvpcConfiguration: { subnets: subnetIds, securityGroups: securityGroupIds, assignPublicIp: "DISABLED" },
  };
  const where =
    capacityProvider === undefined
      ? ["--launch-type", "FARGATE"]
      : ["--capacity-provider-strategy", `capacityProvider=${capacityProvider},weight=1`];
  const overrides =
    override && JSON.stringify({ containerOverrides: [{ name: override.containerName, command: override.command }] });
  const { tasks, failures } = await aws.ask(
    started,
    ...["ecs", "run-task", "--cluster", cluster, "--task-definition", taskDefinitionArn, ...where],
    ...["--network-configuration", JSON.stringify(network)],
    ...(overrides === undefined ? [] : ["--overrides", overrides]),
    ...(startedBy === undefined ? [] : ["--started-by", startedBy]),
  );
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) throw new NotStarted(failures[0]?.reason ?? "ECS gave no reason");
  return { arn, end: () => endOf(aws, cluster, arn, override?.containerName) };
}

/** ECS started no task. */
export class NotStarted extends RunError {
  /** @param reason ECS's word, such as `RESOURCE:MEMORY` */
  constructor(readonly reason: string) {
    super(`ECS did not start the task: ${reason}.`);
  }
}

async function endOf(aws: Aws, cluster: string, arn: string, container?: string): Promise<TaskEnd | undefined> {
  const { tasks } = await aws.ask(described, "ecs", "describe-tasks", "--cluster", cluster, "--tasks", arn);
  const [found] = tasks;
  if (found?.lastStatus !== "STOPPED") return undefined;
  const { containers, stoppedReason } = found;
  const own = containers.find(({ name }) => name === container) ?? containers[0];
  const reason = [stoppedReason, own?.reason].filter((word) => word !== undefined).join(": ");
  return { exitCode: own?.exitCode, reason };
}

/** Seconds between two looks at a task. */
const LOOK_SECONDS = 5;

/** How a task ended; undefined when it still runs after so many seconds. */
export async function endWithin(
  task: StartedTask,
  seconds: number,
  sleep: (seconds: number) => Promise<void>,
): Promise<TaskEnd | undefined> {
  for (let waited = 0; ; waited += LOOK_SECONDS) {
    const end = await task.end();
    if (end !== undefined || waited >= seconds) return end;
    await sleep(LOOK_SECONDS);
  }
}
