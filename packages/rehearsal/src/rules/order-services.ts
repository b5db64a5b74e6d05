import { T } from "@toolkit/offline/aws-types";
import { byArn, containersOf, lastPart, record, records, text, texts, shown } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, pages } from "./sources";

/** The target groups that are reachable: a listener or one of its rules forwards to them. */
function isForwardedTo({ account }: RuleContext, targetGroupArn: string): boolean {
  return account.usersOf([targetGroupArn], [T.listener, T.listenerRule]).length > 0;
}

/** Where a task in this subnet can fetch its image from: a default route, or the endpoints of the registry. */
function reachesRegistry({ account, region }: RuleContext, subnetId: string): boolean {
  const table = account.where(T.routeTableAssociation, "subnetId", subnetId)[0]?.inputs.routeTableId;
  const routes = account.where(T.route, "routeTableId", table);
  if (routes.some(({ inputs }) => inputs.destinationCidrBlock === "0.0.0.0/0")) return true;
  const vpc = account.get(T.subnet, subnetId)?.inputs.vpcId;
  const endpoints = new Set(account.where(T.endpoint, "vpcId", vpc).map(({ inputs }) => inputs.serviceName));
  return ["ecr.api", "ecr.dkr", "logs", "s3"].every((service) => endpoints.has(`com.amazonaws.${region}.${service}`));
}

/** What a service, and its scaling, must find in place although no property says so. */
export const serviceOrderRules: readonly Rule[] = [
  {
    id: "service-needs-listener",
    source: api.ecs("CreateService"),
    on: ["create", "update"],
    types: [T.service],
    refuse: (context) => {
      const groups = records(context.inputs.loadBalancers).flatMap(({ targetGroupArn, advancedConfiguration }) =>
        [targetGroupArn, record(advancedConfiguration).alternateTargetGroupArn].flatMap((arn) => text(arn) ?? []),
      );
      const loose = groups.find((arn) => !isForwardedTo(context, arn));
      return loose === undefined
        ? undefined
        : `InvalidParameterException: The target group with targetGroupArn ${loose} does not have an associated load balancer.`;
    },
  },
  {
    id: "service-needs-capacity-providers",
    source: api.ecs("CreateService"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const wanted = records(inputs.capacityProviderStrategies).flatMap(
        ({ capacityProvider }) => text(capacityProvider) ?? [],
      );
      const cluster = lastPart(inputs.cluster);
      const associated = account
        .where(T.clusterCapacityProviders, "clusterName", cluster)
        .flatMap((resource) => texts(resource.inputs.capacityProviders));
      const missing = wanted.find((provider) => !associated.includes(provider));
      return missing === undefined
        ? undefined
        : `InvalidParameterException: The specified capacity provider '${missing}' was not found. Specify a valid name or ARN and try again.`;
    },
  },
  {
    id: "service-needs-log-group",
    source: pages.awslogs,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const definition = byArn(account, T.taskDefinition, inputs.taskDefinition);
      const groups = containersOf(definition).flatMap(
        ({ logConfiguration }) => text(record(record(logConfiguration).options)["awslogs-group"]) ?? [],
      );
      const missing = groups.find((group) => account.where(T.logGroup, "name", group).length === 0);
      return missing === undefined
        ? undefined
        : `ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition: log group does not exist (${missing})`;
    },
  },
  {
    id: "service-needs-a-route-out",
    source: pages.fargateNetworking,
    on: ["create"],
    types: [T.service],
    refuse: (context) => {
      const network = record(context.inputs.networkConfiguration);
      if (network.assignPublicIp === true) return undefined;
      const cut = texts(network.subnets).find((subnet) => !reachesRegistry(context, subnet));
      return cut === undefined
        ? undefined
        : `ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: there is a connection issue between the task and Amazon ECR (no route out of ${cut})`;
    },
  },
  {
    id: "service-needs-execution-policy",
    source: pages.executionRole,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const definition = byArn(account, T.taskDefinition, inputs.taskDefinition);
      const role = lastPart(definition?.inputs.executionRoleArn);
      if (role === "") return undefined;
      const granted = account
        .all()
        .some(
          ({ type, inputs: given }) =>
            (type === T.rolePolicy || type === T.rolePolicyAttachment) && lastPart(given.role) === role,
        );
      return granted
        ? undefined
        : `ResourceInitializationError: AccessDeniedException: ${role} is not authorized to perform: ecr:GetAuthorizationToken on resource: *`;
    },
  },
  {
    id: "service-needs-its-image",
    source: pages.cannotPullImage,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const images = containersOf(byArn(account, T.taskDefinition, inputs.taskDefinition)).flatMap(
        ({ image }) => text(image) ?? [],
      );
      const missing = images.find((image) => {
        const own = account
          .all(T.repository)
          .some(
            ({ outputs }) =>
              image.startsWith(`${shown(outputs.repositoryUrl)}@`) ||
              image.startsWith(`${shown(outputs.repositoryUrl)}:`),
          );
        return own && image.includes("@") && account.get(T.image, image.split("@")[1] ?? "") === undefined;
      });
      return missing === undefined
        ? undefined
        : `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${missing}: not found`;
    },
  },
  {
    id: "scaling-target-needs-service",
    source: api.scaling("RegisterScalableTarget"),
    on: ["create"],
    types: [T.scalingTarget],
    refuse: ({ account, inputs }) => {
      if (inputs.serviceNamespace !== "ecs") return undefined;
      const [, cluster, service] = text(inputs.resourceId)?.split("/") ?? [];
      const exists = account
        .where(T.service, "name", service)
        .some((candidate) => lastPart(candidate.inputs.cluster) === cluster);
      return exists ? undefined : `ValidationException: ECS service doesn't exist: ${shown(inputs.resourceId)}`;
    },
  },
  {
    id: "scaling-policy-needs-target",
    source: api.scaling("PutScalingPolicy"),
    on: ["create"],
    types: [T.scalingPolicy],
    refuse: ({ account, inputs }) =>
      account.where(T.scalingTarget, "resourceId", text(inputs.resourceId)).length > 0
        ? undefined
        : `ObjectNotFoundException: No scalable target registered for service namespace: ${shown(inputs.serviceNamespace)}, resource ID: ${shown(inputs.resourceId)}, scalable dimension: ${shown(inputs.scalableDimension)}`,
  },
];
