import { T } from "@toolkit/offline/aws-types";
import { byArn, containersOf, number, record, records, text, texts, shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages } from "./sources";

/** Memory in MiB that Fargate offers for a number of CPU units (Amazon ECS developer guide, task CPU and memory). */
function fargateMemory(cpu: number): readonly number[] {
  const steps = (first: number, last: number, step: number): number[] =>
    Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
  const table: Readonly<Record<number, readonly number[]>> = {
    256: [512, 1024, 2048],
    512: steps(1024, 4096, 1024),
    1024: steps(2048, 8192, 1024),
    2048: steps(4096, 16_384, 1024),
    4096: steps(8192, 30_720, 1024),
    8192: steps(16_384, 61_440, 4096),
    16_384: steps(32_768, 122_880, 8192),
  };
  return table[cpu] ?? [];
}

/** Values that ECS and EC2 do not accept. */
export const computeValueRules: readonly Rule[] = [
  {
    id: "fargate-size-exists",
    source: pages.fargateSizes,
    on: ["create"],
    types: [T.taskDefinition],
    refuse: ({ inputs }) => {
      if (!texts(inputs.requiresCompatibilities).includes("FARGATE")) return undefined;
      return fargateMemory(number(inputs.cpu) ?? 0).includes(number(inputs.memory) ?? 0)
        ? undefined
        : "ClientException: No Fargate configuration exists for given values: " +
            `${shown(inputs.cpu)} CPU, ${shown(inputs.memory)} memory`;
    },
  },
  {
    id: "fargate-uses-awsvpc",
    source: api.ecs("RegisterTaskDefinition"),
    on: ["create"],
    types: [T.taskDefinition],
    refuse: ({ inputs }) =>
      texts(inputs.requiresCompatibilities).includes("FARGATE") && inputs.networkMode !== "awsvpc"
        ? "ClientException: Fargate only supports network mode ‘awsvpc’."
        : undefined,
  },
  {
    id: "launch-type-or-strategy",
    source: api.ecs("CreateService"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) =>
      text(inputs.launchType) !== undefined && records(inputs.capacityProviderStrategies).length > 0
        ? "InvalidParameterException: Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again."
        : undefined,
  },
  {
    id: "strategy-has-weight-and-one-base",
    source: api.ecs("CapacityProviderStrategyItem"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) => {
      const items = records(inputs.capacityProviderStrategies);
      if (items.filter(({ base }) => (number(base) ?? 0) > 0).length > 1)
        return "InvalidParameterException: Only one capacity provider in a capacity provider strategy can have a base defined.";
      return items.length > 0 && items.every(({ weight }) => (number(weight) ?? 0) === 0)
        ? "InvalidParameterException: The capacity provider strategy must have at least one capacity provider with a weight greater than 0."
        : undefined;
    },
  },
  {
    id: "strategy-does-not-mix",
    source: pages.fargateCapacity,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) => {
      const names = records(inputs.capacityProviderStrategies).flatMap(
        ({ capacityProvider }) => text(capacityProvider) ?? [],
      );
      const fargate = names.filter((name) => name.startsWith("FARGATE")).length;
      return fargate > 0 && fargate < names.length
        ? "InvalidParameterException: A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers."
        : undefined;
    },
  },
  {
    id: "service-container-matches",
    source: api.ecs("CreateService"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const containers = containersOf(byArn(account, T.taskDefinition, inputs.taskDefinition));
      for (const { containerName, containerPort } of records(inputs.loadBalancers)) {
        const container = containers.find(({ name }) => name === containerName);
        if (container === undefined)
          return `InvalidParameterException: The container ${shown(containerName)} does not exist in the task definition.`;
        const ports = records(container.portMappings).map((mapping) => number(mapping.containerPort));
        if (!ports.includes(number(containerPort)))
          return `InvalidParameterException: The container ${shown(containerName)} did not have a container port ${shown(containerPort)} defined.`;
      }
      return undefined;
    },
  },
  {
    id: "service-targets-are-addresses",
    source: api.ecs("CreateService"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const definition = byArn(account, T.taskDefinition, inputs.taskDefinition);
      const groups = records(inputs.loadBalancers).map(({ targetGroupArn }) =>
        byArn(account, T.targetGroup, targetGroupArn),
      );
      const wrong = groups.find((group) => group !== undefined && (group.inputs.targetType ?? "instance") !== "ip");
      return definition?.inputs.networkMode === "awsvpc" && wrong !== undefined
        ? `InvalidParameterException: The provided target group ${shown(wrong.outputs.arn)} has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.`
        : undefined;
    },
  },
  {
    id: "grace-period-needs-balancer",
    source: api.ecs("CreateService"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) =>
      number(inputs.healthCheckGracePeriodSeconds) !== undefined && records(inputs.loadBalancers).length === 0
        ? "InvalidParameterException: Health check grace period is only valid for services configured to use load balancers"
        : undefined,
  },
  {
    id: "deployment-can-move",
    source: api.ecs("DeploymentConfiguration"),
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) => {
      const [least, most] = [
        number(inputs.deploymentMinimumHealthyPercent) ?? 100,
        number(inputs.deploymentMaximumPercent) ?? 200,
      ];
      return most <= least
        ? `InvalidParameterException: the deployment cannot start or stop a task with minimumHealthyPercent ${least} and maximumPercent ${most}`
        : undefined;
    },
  },
  {
    id: "rebalancing-needs-room",
    source: pages.serviceRebalancing,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) =>
      inputs.availabilityZoneRebalancing === "ENABLED" && (number(inputs.deploymentMaximumPercent) ?? 200) <= 100
        ? "InvalidParameterException: Availability Zone Rebalancing is not supported with a maximumPercent of 100 or less."
        : undefined,
  },
  {
    id: "log-retention-exists",
    source: api.logs("PutRetentionPolicy"),
    on: ["check", "create", "update"],
    types: [T.logGroup],
    refuse: ({ inputs }) => {
      const allowed = [
        0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
      ];
      const days = number(inputs.retentionInDays);
      return days === undefined || allowed.includes(days)
        ? undefined
        : `expected retention_in_days to be one of ${JSON.stringify(allowed)}, got ${days}`;
    },
  },
  {
    id: "schedule-has-window",
    source: api.scheduler("CreateSchedule"),
    on: ["create", "update"],
    types: [T.schedule],
    refuse: ({ inputs }) =>
      text(record(inputs.flexibleTimeWindow).mode) === undefined
        ? "ValidationException: 1 validation error detected: Value null at 'flexibleTimeWindow' failed to satisfy constraint: Member must not be null"
        : undefined,
  },
  {
    id: "scheduler-may-assume-role",
    source: pages.schedulerRole,
    on: ["create", "update"],
    types: [T.schedule],
    refuse: ({ account, inputs }) => {
      const role = byArn(account, T.role, record(inputs.target).roleArn);
      return role !== undefined && shown(role.inputs.assumeRolePolicy).includes("scheduler.amazonaws.com")
        ? undefined
        : "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.";
    },
  },
  {
    id: "tasks-may-assume-roles",
    source: pages.taskRole,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const definition = byArn(account, T.taskDefinition, inputs.taskDefinition);
      const roles = [definition?.inputs.executionRoleArn, definition?.inputs.taskRoleArn].flatMap(
        (arn) => byArn(account, T.role, arn) ?? [],
      );
      const closed = roles.find((role) => !shown(role.inputs.assumeRolePolicy).includes("ecs-tasks.amazonaws.com"));
      return closed === undefined
        ? undefined
        : `ClientException: ECS was unable to assume the role '${shown(closed.outputs.arn)}' that was provided for this task.`;
    },
  },
];
