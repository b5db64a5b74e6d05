import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { type AwsCall } from "../aws-cli";
import { parseImage } from "../image";
import type { RunningTask, ServiceState } from "./decide";

const services = z.object({
  services: z.array(
    z.object({
      desiredCount: z.number(),
      runningCount: z.number(),
      deployments: z.array(
        z.object({
          status: z.string(),
          taskDefinition: z.string(),
          rolloutState: z.enum(["COMPLETED", "IN_PROGRESS", "FAILED"]),
          rolloutStateReason: z.string().default(""),
        }),
      ),
    }),
  ),
});
const definitions = z.object({
  taskDefinition: z.object({ containerDefinitions: z.array(z.object({ name: z.string(), image: z.string() })).min(1) }),
});
const arns = z.object({ taskArns: z.array(z.string()) });
const tasks = z.object({
  tasks: z.array(
    z.object({
      taskArn: z.string(),
      taskDefinitionArn: z.string(),
      containers: z.array(z.object({ name: z.string(), imageDigest: z.string().optional() })),
    }),
  ),
});
const images = z.object({ images: z.array(z.object({ imageManifest: z.string() })) });
const index = z.object({ manifests: z.array(z.object({ digest: z.string() })).optional() });

/** @throws RunError when there is no such service. */
export function serviceState(aws: AwsCall, cluster: string, service: string): ServiceState {
  const [found] = aws(services, "ecs", "describe-services", "--cluster", cluster, "--services", service).services;
  const primary = found?.deployments.find(({ status }) => status === "PRIMARY");
  if (found === undefined || primary === undefined)
    throw new RunError(`The cluster ${cluster} has no service ${service}.`);
  return {
    taskDefinitionArn: primary.taskDefinition,
    rolloutState: primary.rolloutState,
    reason: primary.rolloutStateReason,
    desired: found.desiredCount,
    running: found.runningCount,
  };
}

/** The application's container of a revision: ours have one, others may be added by ECS. */
export function containerOf(
  aws: AwsCall,
  taskDefinitionArn: string,
): { readonly name: string; readonly image: string } {
  const answer = aws(definitions, "ecs", "describe-task-definition", "--task-definition", taskDefinitionArn);
  const [container] = answer.taskDefinition.containerDefinitions;
  if (container === undefined) throw new RunError(`${taskDefinitionArn} has no container.`);
  return container;
}

/** Running tasks with the digest of one container. */
export function runningTasks(aws: AwsCall, cluster: string, service: string, container: string): RunningTask[] {
  const scope = ["--cluster", cluster];
  const { taskArns } = aws(
    arns,
    "ecs",
    "list-tasks",
    ...scope,
    "--service-name",
    service,
    "--desired-status",
    "RUNNING",
  );
  // 100 is what one call may ask for.
  const groups = Array.from({ length: Math.ceil(taskArns.length / 100) }, (_, n) =>
    taskArns.slice(n * 100, n * 100 + 100),
  );
  return groups.flatMap((group) =>
    aws(tasks, "ecs", "describe-tasks", ...scope, "--tasks", ...group).tasks.map((task) => {
      const digest = task.containers.find(({ name }) => name === container)?.imageDigest;
      const found = { arn: task.taskArn, taskDefinitionArn: task.taskDefinitionArn };
      return digest === undefined ? found : { ...found, digest };
    }),
  );
}

/** Digests of the platforms of a multi-platform image; none for any other image. ECS may report either. */
export function platformDigests(aws: AwsCall, image: string): readonly string[] {
  const { registryId, repository, digest, region } = parseImage(image);
  const scope = ["--registry-id", registryId, "--repository-name", repository, "--region", region];
  const answer = aws(images, "ecr", "batch-get-image", ...scope, "--image-ids", `imageDigest=${digest}`);
  const manifest = index.safeParse(JSON.parse(answer.images[0]?.imageManifest ?? "{}"));
  return (manifest.data?.manifests ?? []).map((platform) => platform.digest);
}
