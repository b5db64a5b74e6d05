import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { lastPart } from "../aws/arn";
import { containerOf, runningTasks, serviceState, type ServiceState } from "../aws/ecs";
import type { DeployedStack, Service } from "./stack";

const revisions = z.object({ taskDefinitionArns: z.array(z.string()) });

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
export const stateOf = ({ aws, cluster }: DeployedStack, { serviceName }: Service): Promise<ServiceState> =>
  serviceState(aws, cluster, serviceName);

/** A revision by its ARN. */
export async function revisionOf({ aws }: DeployedStack, arn: string): Promise<Revision> {
  const first = await containerOf(aws, arn);
  const logGroup = first.logConfiguration?.options["awslogs-group"];
  return {
    arn,
    name: lastPart(arn),
    container: first.name,
    image: first.image,
    environment: Object.fromEntries(first.environment.map(({ name, value }) => [name, value])),
    secrets: Object.fromEntries(first.secrets.map(({ name, valueFrom }) => [name, valueFrom])),
    ...(logGroup === undefined ? {} : { logGroup }),
  };
}

/** ARNs of the revisions of the same family, newest first. */
export async function revisionsLike({ aws }: DeployedStack, arn: string): Promise<readonly string[]> {
  const family = lastPart(arn).replace(/:\d+$/, "");
  const asked = ["--family-prefix", family, "--sort", "DESC", "--status", "ACTIVE"];
  const { taskDefinitionArns: found } = await aws.ask(revisions, "ecs", "list-task-definitions", ...asked);
  // A prefix also fits the names of other families.
  return found.filter((each) => lastPart(each).replace(/:\d+$/, "") === family);
}

/** A task of the service that runs. @throws RunError when none does */
export async function runningTask({ aws, cluster }: DeployedStack, service: Service, container: string): Promise<Task> {
  const [found] = await runningTasks(aws, cluster, service.serviceName);
  if (found === undefined) throw new RunError(`No task of ${service.name} runs: npm run status tells why.`);
  const runtimeId = found.containers.find(({ name }) => name === container)?.runtimeId;
  return {
    id: lastPart(found.taskArn),
    canExec: found.enableExecuteCommand,
    ...(runtimeId === undefined ? {} : { runtimeId }),
  };
}

/** The digest of an image, short enough for a table; its tag when it has none. */
export const shortImage = (image: string): string => image.split("@sha256:")[1]?.slice(0, 12) ?? lastPart(image);
