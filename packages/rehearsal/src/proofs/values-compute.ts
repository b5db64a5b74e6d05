import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Attempt, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

/** A service with a value that AWS refuses and with one that it accepts. */
function service(rule: string, bad: Properties, good: Properties = {}): Proof {
  return proof(rule, (aws) => {
    const { inputs } = stage.serviceStage(aws);
    return {
      refused: () => aws.make(T.service, { ...inputs, ...bad }),
      accepted: () => aws.make(T.service, { ...inputs, ...good }),
    };
  });
}

/** A task definition with a value that AWS refuses and with one that it accepts. */
function definition(rule: string, bad: Properties, good: Properties = {}): Proof {
  return proof(rule, (aws) => {
    const [executionRole, logs] = [stage.role(aws, "ecs-tasks.amazonaws.com"), aws.make(T.logGroup)];
    return {
      refused: () => stage.taskDefinition(aws, executionRole, logs, bad),
      accepted: () => stage.taskDefinition(aws, executionRole, logs, good),
    };
  });
}

const strategy = (...items: Properties[]): Properties => ({ capacityProviderStrategies: items });
const fargate = (more: Properties): Properties => ({ capacityProvider: "FARGATE", ...more });
const spot = (more: Properties): Properties => ({ capacityProvider: "FARGATE_SPOT", ...more });

const roleFor = (aws: Scenario, service: string): Properties => ({
  target: { roleArn: stage.role(aws, service).outputs.arn ?? null },
});

const off = { flexibleTimeWindow: { mode: "OFF" } };

export const computeValueProofs: readonly Proof[] = [
  definition("fargate-size-exists", { cpu: "256", memory: "4096" }, { cpu: "512", memory: "4096" }),
  definition("fargate-uses-awsvpc", { networkMode: "bridge" }),
  service("launch-type-or-strategy", { launchType: "FARGATE" }),
  service(
    "strategy-has-weight-and-one-base",
    strategy(fargate({ weight: 0 }), spot({ weight: 0 })),
    strategy(fargate({ base: 1 }), spot({ weight: 1 })),
  ),
  proof("strategy-does-not-mix", (aws) => {
    const { inputs, cluster, providers } = stage.serviceStage(aws);
    const own = aws.make(T.capacityProvider);
    const name = own.outputs.name ?? null;
    aws.change(providers, { clusterName: cluster.outputs.name ?? null, capacityProviders: ["FARGATE", name] });
    return {
      refused: () =>
        aws.make(T.service, { ...inputs, ...strategy(fargate({ weight: 1 }), { capacityProvider: name, weight: 1 }) }),
      accepted: () => aws.make(T.service, { ...inputs, ...strategy({ capacityProvider: name, weight: 1 }) }),
    };
  }),
  proof("service-container-matches", (aws): Attempt => {
    const { inputs, targets } = stage.serviceStage(aws);
    const to = (containerPort: number): Properties => ({
      loadBalancers: [{ targetGroupArn: targets.id, containerName: "web", containerPort }],
    });
    return {
      refused: () => aws.make(T.service, { ...inputs, ...to(3000) }),
      accepted: () => aws.make(T.service, { ...inputs, ...to(8080) }),
    };
  }),
  proof("service-targets-are-addresses", (aws) => {
    const { inputs, network, front } = stage.serviceStage(aws);
    const behind = (targetType: string, port: number): Properties => {
      const targets = stage.targetGroup(aws, network, { targetType });
      stage.listener(aws, front, targets, { port });
      return { loadBalancers: [{ targetGroupArn: targets.id, containerName: "web", containerPort: 8080 }] };
    };
    const [instances, addresses] = [behind("instance", 81), behind("ip", 82)];
    return {
      refused: () => aws.make(T.service, { ...inputs, ...instances }),
      accepted: () => aws.make(T.service, { ...inputs, ...addresses }),
    };
  }),
  service(
    "grace-period-needs-balancer",
    { loadBalancers: [], healthCheckGracePeriodSeconds: 60 },
    { healthCheckGracePeriodSeconds: 60 },
  ),
  service(
    "deployment-can-move",
    { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 100 },
    { deploymentMinimumHealthyPercent: 100 },
  ),
  service(
    "rebalancing-needs-room",
    { availabilityZoneRebalancing: "ENABLED", deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100 },
    { availabilityZoneRebalancing: "DISABLED", deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100 },
  ),
  proof("log-retention-exists", (aws) => ({
    refused: () => aws.make(T.logGroup, { retentionInDays: 45 }),
    accepted: () => aws.make(T.logGroup, { retentionInDays: 60 }),
  })),
  proof("schedule-has-window", (aws) => {
    const target = roleFor(aws, "scheduler.amazonaws.com");
    return { refused: () => aws.make(T.schedule, target), accepted: () => aws.make(T.schedule, { ...target, ...off }) };
  }),
  proof("scheduler-may-assume-role", (aws) => {
    const [closed, open] = [roleFor(aws, "events.amazonaws.com"), roleFor(aws, "scheduler.amazonaws.com")];
    return {
      refused: () => aws.make(T.schedule, { ...off, ...closed }),
      accepted: () => aws.make(T.schedule, { ...off, ...open }),
    };
  }),
  proof("tasks-may-assume-roles", (aws) => {
    const { inputs, executionRole, logs } = stage.serviceStage(aws);
    const as = (trusted: string): Properties => {
      const taskRole = stage.role(aws, trusted);
      return {
        ...inputs,
        taskDefinition:
          stage.taskDefinition(aws, executionRole, logs, { taskRoleArn: taskRole.outputs.arn ?? null }).outputs.arn ??
          null,
      };
    };
    const [closed, open] = [as("lambda.amazonaws.com"), as("ecs-tasks.amazonaws.com")];
    return { refused: () => aws.make(T.service, closed), accepted: () => aws.make(T.service, open) };
  }),
];
