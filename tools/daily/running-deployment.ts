import { z } from "zod";

import type { DeployedStack, Service } from "./stack";

const UNDER_WAY = ["PENDING", "IN_PROGRESS", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"];

const listed = z.object({ serviceDeployments: z.array(z.object({ serviceDeploymentArn: z.string() })) });
const described = z.object({
  serviceDeployments: z.array(
    z.object({
      status: z.string(),
      lifecycleStage: z.string().default(""),
      sourceServiceRevisions: z.array(z.object({ arn: z.string() })).default([]),
      deploymentConfiguration: z.object({ strategy: z.string().default("ROLLING") }).default({ strategy: "ROLLING" }),
    }),
  ),
});
const revisions = z.object({ serviceRevisions: z.array(z.object({ taskDefinition: z.string() })) });

/** A deployment of a service that is not over. */
export interface RunningDeployment {
  readonly arn: string;
  /** As AWS calls it: `CANARY`. */
  readonly strategy: string;
  /** As AWS calls it, such as `BAKE_TIME`; empty for a rolling one, which has none. */
  readonly stage: string;
  /** Whether ECS takes it back by now. */
  readonly isGoingBack: boolean;
  /** Revision of the task definition that ECS goes back to. */
  readonly sourceArn: string;
}

/**
 * The deployment that is under way and has a version to go back to; undefined without one.
 *
 * Source: Amazon ECS API reference, ListServiceDeployments, DescribeServiceDeployments and DescribeServiceRevisions,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceDeployments.html
 */
export async function runningDeployment(
  { aws, cluster }: DeployedStack,
  { serviceName }: Service,
): Promise<RunningDeployment | undefined> {
  const ofService = ["--cluster", cluster, "--service", serviceName, "--status", ...UNDER_WAY];
  const [arn] = (await aws.ask(listed, "ecs", "list-service-deployments", ...ofService)).serviceDeployments.map(
    ({ serviceDeploymentArn }) => serviceDeploymentArn,
  );
  if (arn === undefined) return undefined;
  const [found] = (await aws.ask(described, "ecs", "describe-service-deployments", "--service-deployment-arns", arn))
    .serviceDeployments;
  const source = found?.sourceServiceRevisions[0]?.arn;
  if (found === undefined || source === undefined) return undefined;
  const [revision] = (await aws.ask(revisions, "ecs", "describe-service-revisions", "--service-revision-arns", source))
    .serviceRevisions;
  if (revision === undefined) return undefined;
  return {
    arn,
    strategy: found.deploymentConfiguration.strategy,
    stage: found.lifecycleStage,
    isGoingBack: found.status.startsWith("ROLLBACK"),
    sourceArn: revision.taskDefinition,
  };
}

/**
 * Has ECS give all requests back to the tasks of the version before, which still run.
 *
 * Source: Amazon ECS developer guide, Stopping Amazon ECS service deployments,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html
 */
export async function stopDeployment({ aws }: DeployedStack, { arn, isGoingBack }: RunningDeployment): Promise<void> {
  if (isGoingBack) return;
  await aws.text("ecs", "stop-service-deployment", "--service-deployment-arn", arn, "--stop-type", "ROLLBACK");
}

/** What a rollback does to the deployment, in a sentence. */
export function stopWords(service: string, { strategy, stage, isGoingBack }: RunningDeployment): string {
  const which = [strategy, stage].filter((word) => word !== "").join(", ");
  return isGoingBack
    ? `${service}: ECS takes its deployment (${which}) back already.`
    : `${service}: its deployment (${which}) is under way. It is stopped, and the tasks of the version before, which still run, get all requests.`;
}
