import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { type Aws } from "./aws";

const services = z.object({
  services: z.array(
    z.object({
      desiredCount: z.number(),
      runningCount: z.number(),
      deployments: z.array(
        z.object({
          status: z.string(),
          taskDefinition: z.string(),
          createdAt: z.coerce.date().optional(),
          rolloutState: z.enum(["COMPLETED", "IN_PROGRESS", "FAILED"]).default("COMPLETED"),
          rolloutStateReason: z.string().default(""),
        }),
      ),
    }),
  ),
});
const definitions = z.object({
  taskDefinition: z.object({
    containerDefinitions: z
      .array(
        z.object({
          name: z.string(),
          image: z.string(),
          environment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
          secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })).default([]),
          logConfiguration: z.object({ options: z.record(z.string(), z.string()).default({}) }).optional(),
        }),
      )
      .min(1),
  }),
});
const arns = z.object({ taskArns: z.array(z.string()) });
const tasks = z.object({
  tasks: z.array(
    z.object({
      taskArn: z.string(),
      taskDefinitionArn: z.string(),
      enableExecuteCommand: z.boolean().default(false),
      containers: z.array(
        z.object({ name: z.string(), imageDigest: z.string().optional(), runtimeId: z.string().optional() }),
      ),
    }),
  ),
});

/** How a service stands. */
export interface ServiceState {
  /** Revision that the service's primary deployment runs. */
  readonly taskDefinitionArn: string;
  readonly rolloutState: "COMPLETED" | "IN_PROGRESS" | "FAILED";
  readonly reason: string;
  /** When the primary deployment began. @default AWS does not say */
  readonly since?: Date | undefined;
  readonly desired: number;
  readonly running: number;
  /** Deployments that are not over. */
  readonly deployments: number;
}

/** @throws RunError when the cluster has no such service */
export async function serviceState(aws: Aws, cluster: string, service: string): Promise<ServiceState> {
  const [found] = (await aws.ask(services, "ecs", "describe-services", "--cluster", cluster, "--services", service))
    .services;
  const primary = found?.deployments.find(({ status }) => status === "PRIMARY");
  if (found === undefined || primary === undefined)
    throw new RunError(`The cluster ${cluster} has no service ${service}: pulumi up makes it again.`);
  return {
    taskDefinitionArn: primary.taskDefinition,
    rolloutState: primary.rolloutState,
    reason: primary.rolloutStateReason,
    since: primary.createdAt,
    desired: found.desiredCount,
    running: found.runningCount,
    deployments: found.deployments.length,
  };
}

/** One container of a task definition. */
export type ContainerDefinition = z.infer<typeof definitions>["taskDefinition"]["containerDefinitions"][number];

/** The application's container of a revision: ours have one, others may be added by ECS. */
export async function containerOf(aws: Aws, taskDefinitionArn: string): Promise<ContainerDefinition> {
  const asked = ["--task-definition", taskDefinitionArn];
  const [container] = (await aws.ask(definitions, "ecs", "describe-task-definition", ...asked)).taskDefinition
    .containerDefinitions;
  if (container === undefined) throw new RunError(`${taskDefinitionArn} has no container.`);
  return container;
}

/** A task. */
export type Task = z.infer<typeof tasks>["tasks"][number];

/** What one call of DescribeTasks may ask for. */
const MOST_TASKS = 100;

/** The tasks of a service that run. */
export async function runningTasks(aws: Aws, cluster: string, service: string): Promise<readonly Task[]> {
  const asked = ["--cluster", cluster, "--service-name", service, "--desired-status", "RUNNING"];
  const { taskArns } = await aws.ask(arns, "ecs", "list-tasks", ...asked);
  const found: Task[] = [];
  for (let start = 0; start < taskArns.length; start += MOST_TASKS) {
    const group = taskArns.slice(start, start + MOST_TASKS);
    found.push(...(await aws.ask(tasks, "ecs", "describe-tasks", "--cluster", cluster, "--tasks", ...group)).tasks);
  }
  return found;
}
