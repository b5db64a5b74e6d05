import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import type { DeployedStack, Service } from "./stack";

const services = z.object({
  services: z.array(
    z.object({
      desiredCount: z.number(),
      runningCount: z.number(),
      taskDefinition: z.string(),
      deployments: z.array(
        z.object({
          status: z.string(),
          rolloutState: z.string().default("COMPLETED"),
          rolloutStateReason: z.string().default(""),
        }),
      ),
    }),
  ),
});
const definitions = z.object({
  taskDefinition: z.object({
    taskDefinitionArn: z.string(),
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
const revisions = z.object({ taskDefinitionArns: z.array(z.string()) });
const arns = z.object({ taskArns: z.array(z.string()) });
const tasks = z.object({
  tasks: z.array(
    z.object({
      taskArn: z.string(),
      enableExecuteCommand: z.boolean().default(false),
      containers: z.array(z.object({ name: z.string(), runtimeId: z.string().optional() })),
    }),
  ),
});

/** How a service stands. */
export interface ServiceState {
  readonly desired: number;
  readonly running: number;
  readonly taskDefinitionArn: string;
  /** `COMPLETED`, `IN_PROGRESS` or `FAILED`. */
  readonly rollout: string;
  readonly reason: string;
  /** Deployments that are not over. */
  readonly deployments: number;
}

/** One revision of a task definition, as far as its first container: ours have one, others may be added by ECS. */
export interface Revision {
  readonly arn: string;
  /** `webapp-dev-backend:7` */
  readonly name: string;
  readonly container: string;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** ARNs by the variable that holds the value. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly logGroup?: string;
}

/** A task that runs. */
export interface Task {
  readonly id: string;
  readonly runtimeId?: string;
  readonly canExec: boolean;
}

/** @throws RunError when the cluster has no such service */
export async function stateOf({ aws, cluster }: DeployedStack, { serviceName }: Service): Promise<ServiceState> {
  const [found] = (await aws.ask(services, "ecs", "describe-services", "--cluster", cluster, "--services", serviceName))
    .services;
  if (found === undefined)
    throw new RunError(`The cluster ${cluster} has no service ${serviceName}: pulumi up makes it again.`);
  const primary = found.deployments.find(({ status }) => status === "PRIMARY");
  return {
    desired: found.desiredCount,
    running: found.runningCount,
    taskDefinitionArn: found.taskDefinition,
    rollout: primary?.rolloutState ?? "unknown",
    reason: primary?.rolloutStateReason ?? "",
    deployments: found.deployments.length,
  };
}

/** A revision by its ARN. */
export async function revisionOf({ aws }: DeployedStack, arn: string): Promise<Revision> {
  const { taskDefinition } = await aws.ask(definitions, "ecs", "describe-task-definition", "--task-definition", arn);
  const [first] = taskDefinition.containerDefinitions;
  if (first === undefined) throw new RunError(`${arn} has no container.`);
  const logGroup = first.logConfiguration?.options["awslogs-group"];
  return {
    arn,
    name: arn.split("/").at(-1) ?? arn,
    container: first.name,
    image: first.image,
    environment: Object.fromEntries(first.environment.map(({ name, value }) => [name, value])),
    secrets: Object.fromEntries(first.secrets.map(({ name, valueFrom }) => [name, valueFrom])),
    ...(logGroup === undefined ? {} : { logGroup }),
  };
}

/** ARNs of the revisions of the same family, newest first. */
export async function revisionsLike({ aws }: DeployedStack, arn: string): Promise<readonly string[]> {
  const family = (arn.split("/").at(-1) ?? "").replace(/:\d+$/, "");
  const asked = ["--family-prefix", family, "--sort", "DESC", "--status", "ACTIVE"];
  const { taskDefinitionArns: found } = await aws.ask(revisions, "ecs", "list-task-definitions", ...asked);
  // A prefix also fits the names of other families.
  return found.filter((each) => each.split("/").at(-1)?.replace(/:\d+$/, "") === family);
}

/** A task of the service that runs. @throws RunError when none does */
export async function runningTask({ aws, cluster }: DeployedStack, service: Service, container: string): Promise<Task> {
  const asked = ["--cluster", cluster, "--service-name", service.serviceName, "--desired-status", "RUNNING"];
  const [arn] = (await aws.ask(arns, "ecs", "list-tasks", ...asked)).taskArns;
  const found =
    arn === undefined
      ? undefined
      : (await aws.ask(tasks, "ecs", "describe-tasks", "--cluster", cluster, "--tasks", arn)).tasks[0];
  if (found === undefined) throw new RunError(`No task of ${service.name} runs: npm run status tells why.`);
  const runtimeId = found.containers.find(({ name }) => name === container)?.runtimeId;
  return {
    id: found.taskArn.split("/").at(-1) ?? "",
    canExec: found.enableExecuteCommand,
    ...(runtimeId === undefined ? {} : { runtimeId }),
  };
}

/** The digest of an image, short enough for a table; its tag when it has none. */
export const shortImage = (image: string): string =>
  image.split("@sha256:")[1]?.slice(0, 12) ?? image.split("/").at(-1) ?? image;
