import { T } from "@toolkit/offline/aws-types";
import { shown, text, texts } from "../../aws/look";
import { ApiError, type ApiContext, type Handler } from "../handler";
import type { ServiceDeployment } from "../runtime";

/** The revision of a service that runs a task definition: it carries the definition's name here, a number in AWS. */
const revisionOf = ({ service }: ServiceDeployment, taskDefinition: string): string =>
  `${service.replace(":service/", ":service-revision/")}/${taskDefinition.split("/").at(-1)?.replace(":", "-") ?? ""}`;

function deploymentOf({ runtime }: ApiContext, arn: unknown): ServiceDeployment {
  const found = runtime.serviceDeployments.find((deployment) => deployment.arn === arn);
  if (found === undefined) throw new ApiError("ServiceDeploymentNotFoundException", "Service deployment not found.");
  return found;
}

const brief = (deployment: ServiceDeployment) => ({
  serviceDeploymentArn: deployment.arn,
  serviceArn: deployment.service,
  status: deployment.status,
  createdAt: "2026-11-26T12:00:00Z",
});

/**
 * Deployments of services that are under way.
 *
 * Source: Amazon ECS API reference, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html
 */
export const ecsDeployments: Readonly<Record<string, Handler>> = {
  "ecs.ListServiceDeployments": ({ cluster, service, status }, { runtime }) => {
    const found = runtime.service(shown(cluster), shown(service));
    if (found === undefined) throw new ApiError("ServiceNotFoundException", "Service not found.");
    const arn = text(found.outputs.id) ?? text(found.outputs.arn);
    const wanted = texts(status);
    return {
      serviceDeployments: runtime.serviceDeployments
        .filter((each) => each.service === arn && (wanted.length === 0 || wanted.includes(each.status)))
        .map(brief),
    };
  },

  "ecs.DescribeServiceDeployments": ({ serviceDeploymentArns }, context) => ({
    serviceDeployments: texts(serviceDeploymentArns).map((arn) => {
      const deployment = deploymentOf(context, arn);
      return {
        ...brief(deployment),
        lifecycleStage: deployment.stage,
        deploymentConfiguration: { strategy: deployment.strategy },
        sourceServiceRevisions: [{ arn: revisionOf(deployment, deployment.source) }],
        targetServiceRevision: { arn: revisionOf(deployment, deployment.target) },
      };
    }),
  }),

  "ecs.DescribeServiceRevisions": ({ serviceRevisionArns }, { runtime }) => ({
    serviceRevisions: texts(serviceRevisionArns).flatMap((arn) =>
      runtime.serviceDeployments.flatMap((deployment) =>
        [deployment.source, deployment.target]
          .filter((taskDefinition) => revisionOf(deployment, taskDefinition) === arn)
          .map((taskDefinition) => ({ serviceRevisionArn: arn, serviceArn: deployment.service, taskDefinition })),
      ),
    ),
  }),

  "ecs.StopServiceDeployment": ({ serviceDeploymentArn, stopType }, context) => {
    const deployment = deploymentOf(context, serviceDeploymentArn);
    if (deployment.status !== "IN_PROGRESS" || stopType === "ABORT")
      throw new ApiError("ConflictException", "The service deployment cannot be stopped.");
    const service = context.account.all(T.service).find(({ outputs }) => outputs.arn === deployment.service);
    if (service === undefined) throw new ApiError("ServiceNotFoundException", "Service not found.");
    deployment.giveBack();
    const inputs = { ...service.inputs, taskDefinition: deployment.source };
    context.account.put({ ...service, inputs }, "update");
    context.runtime.rollouts.set(deployment.service, { state: "COMPLETED", reason: "ECS deployment completed." });
    deployment.status = "ROLLBACK_SUCCESSFUL";
    return { serviceDeploymentArn: deployment.arn };
  },
};
