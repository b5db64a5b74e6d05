import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../../aws/account";
import { json, number, record, records, shown, text, texts } from "../../aws/look";
import type { Properties } from "../../protocol/values";
import { ApiError, type ApiContext, type Handler } from "../handler";
import { emit } from "../delivery";
import { nameOf } from "../runtime";

/** A task definition by ARN, family:revision or family: as Pulumi registered it, or somebody beside Pulumi. */
export function definitionOf(
  { account, runtime }: ApiContext,
  wanted: unknown,
): { readonly arn: string; readonly given: Properties } {
  const made = account
    .all(T.taskDefinition)
    .map((resource) => ({ arn: text(resource.outputs.arn) ?? "", given: givenOf(resource) }));
  const left = account.leftovers("taskDefinitionRevision").flatMap(({ id, name }) => {
    const like = made.find(({ given }) => given.family === name);
    return like === undefined ? [] : [{ arn: id, given: like.given }];
  });
  const fits = (arn: string): boolean => {
    const revision = nameOf(arn);
    return wanted === arn || wanted === revision || wanted === revision.replace(/:\d+$/, "");
  };
  const found = [...left, ...made, ...runtime.definitions].filter(({ arn }) => fits(arn)).at(-1);
  if (found === undefined) throw new ApiError("ClientException", "Unable to describe task definition.");
  return found;
}

/** A task definition as it is registered: the provider's inputs by AWS's names. */
function givenOf({ inputs, id }: Resource): Properties {
  const taken = [
    "cpu",
    "memory",
    "networkMode",
    "requiresCompatibilities",
    "runtimePlatform",
    "executionRoleArn",
    "taskRoleArn",
    "volumes",
    "pidMode",
    "enableFaultInjection",
  ];
  const plain = Object.fromEntries(taken.flatMap((key) => (inputs[key] === undefined ? [] : [[key, inputs[key]]])));
  return { family: id, containerDefinitions: json(inputs.containerDefinitions) ?? [], ...plain };
}

const described = (arn: string, given: Properties) => ({
  ...given,
  taskDefinitionArn: arn,
  revision: Number(arn.split(":").at(-1)),
  status: "ACTIVE",
});

function serviceOf({ runtime }: ApiContext, cluster: unknown, name: unknown): Resource {
  const found = runtime.service(shown(cluster as string), shown(name as string));
  if (found === undefined) throw new ApiError("ServiceNotFoundException", "Service not found.");
  return found;
}

function describedService({ runtime }: ApiContext, { inputs, outputs }: Resource) {
  const arn = text(outputs.id) ?? text(outputs.arn) ?? "";
  const count = number(inputs.desiredCount) ?? 1;
  const rollout = runtime.rollouts.get(arn) ?? { state: "COMPLETED", reason: "ECS deployment completed." };
  const taskDefinition = text(inputs.taskDefinition);
  return {
    serviceArn: arn,
    serviceName: text(outputs.name),
    clusterArn: text(inputs.cluster),
    status: "ACTIVE",
    desiredCount: count,
    runningCount: count,
    pendingCount: 0,
    taskDefinition,
    enableExecuteCommand: inputs.enableExecuteCommand === true,
    deployments: [
      {
        id: "ecs-svc/1",
        status: "PRIMARY",
        taskDefinition,
        desiredCount: count,
        runningCount: count,
        failedTasks: 0,
        rolloutState: rollout.state,
        rolloutStateReason: rollout.reason,
        createdAt: "2026-11-26T12:00:00Z",
        updatedAt: "2026-11-26T12:00:00Z",
      },
    ],
    events: rollout.reason === "" ? [] : [{ id: "1", createdAt: "2026-11-26T12:00:00Z", message: rollout.reason }],
  };
}

/** An image that nobody pushed to a repository of this account cannot be pulled. */
function canStart({ account }: ApiContext, given: Properties): boolean {
  return records(given.containerDefinitions).every(({ image }) => {
    const named = text(image) ?? "";
    const repository = account
      .all(T.repository)
      .find(({ outputs }) => named.startsWith(`${shown(outputs.repositoryUrl)}:`));
    return repository === undefined || account.where(T.image, "ref", named).length > 0;
  });
}

/** Services and task definitions of Amazon ECS. */
export const ecs: Readonly<Record<string, Handler>> = {
  "ecs.ListClusters": (_, { account }) => ({
    clusterArns: account.all(T.cluster).flatMap(({ outputs }) => text(outputs.arn) ?? []),
  }),

  "ecs.DescribeServices": ({ cluster, services }, context) => {
    const found = texts(services).map((name) => ({ name, service: context.runtime.service(shown(cluster), name) }));
    return {
      services: found.flatMap(({ service }) => (service === undefined ? [] : [describedService(context, service)])),
      failures: found.flatMap(({ name, service }) => (service === undefined ? [{ arn: name, reason: "MISSING" }] : [])),
    };
  },

  "ecs.DescribeTaskDefinition": ({ taskDefinition }, context) => {
    const { arn, given } = definitionOf(context, taskDefinition);
    return { taskDefinition: described(arn, given) };
  },

  "ecs.ListTaskDefinitions": ({ familyPrefix, sort }, context) => {
    const ordered = revisions(context, familyPrefix).sort((a, b) => revisionOf(a) - revisionOf(b));
    return { taskDefinitionArns: sort === "DESC" ? ordered.reverse() : ordered };
  },

  "ecs.RegisterTaskDefinition": (given, context) => {
    const newest = Math.max(0, ...revisions(context, given.family).map(revisionOf));
    const arn = context.runtime.arn("ecs", `task-definition/${shown(given.family)}:${newest + 1}`);
    context.runtime.definitions.push({ arn, given });
    return { taskDefinition: described(arn, given) };
  },

  "ecs.DeregisterTaskDefinition": ({ taskDefinition }, context) => {
    const { arn, given } = definitionOf(context, taskDefinition);
    const index = context.runtime.definitions.findIndex((definition) => definition.arn === arn);
    if (index >= 0) context.runtime.definitions.splice(index, 1);
    return { taskDefinition: { ...described(arn, given), status: "INACTIVE" } };
  },

  "ecs.UpdateService": ({ cluster, service: name, taskDefinition }, context) => {
    const service = serviceOf(context, cluster, name);
    const arn = text(service.outputs.id) ?? text(service.outputs.arn) ?? "";
    if (taskDefinition === undefined) {
      context.runtime.rollouts.set(arn, { state: "COMPLETED", reason: "ECS deployment completed." });
      return { service: describedService(context, service) };
    }
    const { arn: revision, given } = definitionOf(context, taskDefinition);
    if (canStart(context, given)) {
      const outputs = { ...service.outputs, taskDefinition: revision };
      context.account.put({ ...service, inputs: { ...service.inputs, taskDefinition: revision }, outputs }, "update");
    } else takeBack(context, service, arn);
    return { service: describedService(context, serviceOf(context, cluster, name)) };
  },
};

/** Every revision of a family, whoever registered it. */
const revisions = ({ account, runtime }: ApiContext, family: unknown): string[] =>
  [
    ...account.leftovers("taskDefinitionRevision").map(({ id }) => id),
    ...account.all(T.taskDefinition).flatMap(({ outputs }) => text(outputs.arn) ?? []),
    ...runtime.definitions.map(({ arn }) => arn),
  ].filter((arn) => nameOf(arn).replace(/:\d+$/, "") === family);

const revisionOf = (arn: string): number => Number(arn.split(":").at(-1));

/**
 * The circuit breaker gives the deployment up, and the last one that was complete serves again.
 *
 * Source: Amazon ECS developer guide, How the Amazon ECS deployment circuit breaker detects failures,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
function takeBack(context: ApiContext, service: Resource, arn: string): void {
  const breaker = record(service.inputs.deploymentCircuitBreaker);
  if (breaker.enable !== true || breaker.rollback !== true) {
    context.runtime.rollouts.set(arn, { state: "IN_PROGRESS", reason: "CannotPullContainerError" });
    return;
  }
  context.runtime.rollouts.set(arn, {
    state: "COMPLETED",
    reason: "ECS deployment circuit breaker: rolling back to the last completed deployment.",
  });
  emit(context, {
    source: "aws.ecs",
    "detail-type": "ECS Deployment State Change",
    resources: [arn],
    detail: {
      eventType: "ERROR",
      eventName: "SERVICE_DEPLOYMENT_FAILED",
      deploymentId: "ecs-svc/2",
      reason: "ECS deployment circuit breaker: tasks failed to start.",
    },
  });
}
