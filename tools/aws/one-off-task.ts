import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { type Aws } from "./aws";

/** A task of a stack that runs by itself, as the output `oneOffTasks` has it. */
export interface OneOffTask {
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** How a task ended. */
export interface TaskEnd {
  readonly exitCode?: number | undefined;
  /** ECS's words. */
  readonly reason: string;
}

const started = z.object({
  tasks: z.array(z.object({ taskArn: z.string() })),
  failures: z.array(z.object({ reason: z.string().optional() })).default([]),
});
const described = z.object({
  tasks: z.array(
    z.object({
      lastStatus: z.string(),
      stoppedReason: z.string().default("for no reason that ECS tells."),
      containers: z.array(z.object({ exitCode: z.number().optional() })),
    }),
  ),
});

/**
 * Starts a task on Fargate, without an address of its own.
 *
 * @returns how to ask whether it has ended
 * @throws RunError when ECS does not start it
 */
export async function runTask(
  aws: Aws,
  cluster: string,
  { taskDefinitionArn, subnetIds, securityGroupIds }: OneOffTask,
): Promise<{ readonly end: () => Promise<TaskEnd | undefined> }> {
  const network = {
    awsvpcConfiguration: { subnets: subnetIds, securityGroups: securityGroupIds, assignPublicIp: "DISABLED" },
  };
  const { tasks, failures } = await aws.ask(
    started,
    ...["ecs", "run-task", "--cluster", cluster, "--task-definition", taskDefinitionArn],
    ...["--launch-type", "FARGATE", "--network-configuration", JSON.stringify(network)],
  );
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) throw new RunError(`ECS did not start the task: ${failures[0]?.reason ?? "no reason"}`);
  return { end: () => endOf(aws, cluster, arn) };
}

async function endOf(aws: Aws, cluster: string, arn: string): Promise<TaskEnd | undefined> {
  const { tasks } = await aws.ask(described, "ecs", "describe-tasks", "--cluster", cluster, "--tasks", arn);
  const [found] = tasks;
  if (found?.lastStatus !== "STOPPED") return undefined;
  return { exitCode: found.containers[0]?.exitCode, reason: found.stoppedReason };
}
