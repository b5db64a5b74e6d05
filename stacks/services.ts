import type * as pulumi from "@pulumi/pulumi";

import { type CapacityStrategy, FargateService, type FargateServiceArgs, resolveImage } from "../components/compute";
import { type ServiceConfig, type TaskConfig } from "./config";
import { type Entrance, type Foundation, type RunningService } from "./context";
import { ownStatements } from "./own-rights";
import { restartOnNewSecrets } from "./secrets";
import { grantOf, type Usable } from "./uses/grant";
import { userOf } from "./uses/users";

/** What a service has of its own: everything that configuration and foundation do not say. */
interface OwnArgs extends Pick<
  FargateServiceArgs,
  "environment" | "image" | "logGroup" | "pullRepositoryArn" | "secrets" | "startAfter"
> {
  /** Secrets that its tasks read when they start, beside those of what it uses. */
  readonly secretArns: readonly pulumi.Input<string>[];
  /** Requests that the load balancer gives it. */
  readonly listens: Omit<FargateServiceArgs["listenerRule"], "listenerArn">;
  /** Things that exist by now, all that it uses among them. */
  readonly usable: Usable;
}

/** A service of the stack, restarted when a secret changes that its tasks read when they start. */
export function createService(
  foundation: Foundation,
  name: string,
  config: ServiceConfig,
  entrance: Entrance,
  { listens, startAfter = [], usable, ...own }: OwnArgs,
): RunningService {
  const { loadBalancer } = entrance;
  const user = userOf(foundation.config, name);
  const grant = grantOf(usable, user);
  const secretArns = [...grant.secretArns, ...own.secretArns];
  const shared = sharedArgs(foundation, config);
  const fargate = new FargateService(
    name,
    {
      ...shared,
      ...own,
      environment: { ...own.environment, ...grant.environment },
      secrets: { ...own.secrets, ...grant.secrets },
      secretArns,
      startAfter: [...shared.startAfter, ...startAfter, ...grant.startAfter],
      taskPolicyStatements: [...grant.statements, ...ownStatements(foundation, user, config)],
      securityGroupIds: [foundation.group(user.group)],
      listenerRule: { listenerArn: loadBalancer.listenerArn, ...listens },
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
      faultInjection: foundation.config.experiments?.latency?.service === name,
    },
    foundation.opts,
  );
  const redeploy = restartOnNewSecrets(foundation, name, fargate, secretArns);
  return { name, config, fargate, entrance, redeploy };
}

/** The arguments of a service that come from configuration and foundation alone. */
function sharedArgs(foundation: Foundation, service: ServiceConfig) {
  return {
    ...taskArgs(foundation, service),
    containerPort: service.port,
    deployment: service.deployment,
    scaling: service.scaling,
    scheduledFloors: Object.entries(service.scaling.floors).map(([key, floor]) => ({ key, ...floor })),
    vpcId: foundation.network.vpcId,
    targetGroup: { healthCheckPath: service.healthCheckPath },
    alarmTopicArn: foundation.topics.regional,
  } satisfies Partial<FargateServiceArgs>;
}

/** The arguments that services and workers have in common. */
export function taskArgs(foundation: Foundation, service: TaskConfig) {
  const { config, cluster, egress, lifetime, security } = foundation;
  return {
    ...runArgs(foundation, service),
    capacityProviders: cluster.capacityProviders,
    capacity: capacityOf(foundation, service),
    minTasks: service.minTasks,
    maxTasks: service.maxTasks,
    scheduledBounds: config.offHours !== undefined,
    startAfter: [security, ...egress.ready],
    forceDelete: lifetime.forceDestroy,
    exec: cluster.exec,
  };
}

/** The arguments of everything that runs tasks of the stack file: how large, where, and with which keys and logs. */
export function runArgs(
  { account, cluster, keys, logs, workloadSubnetIds }: Foundation,
  { cpu, memory, architecture }: Pick<TaskConfig, "cpu" | "memory" | "architecture">,
) {
  return {
    account,
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    cpu,
    memory,
    architecture,
    subnetIds: [...workloadSubnetIds],
    logs,
    secretKeyArns: keys.data === undefined ? undefined : [keys.data],
  };
}

function capacityOf({ cluster }: Foundation, { capacity, onDemandBase, architecture }: TaskConfig): CapacityStrategy {
  switch (capacity) {
    case "fargate":
      return { kind: "fargate" };
    case "fargateSpot":
      return { kind: "fargateSpot", onDemandBase };
    case "ec2Spot": {
      const instances = cluster.ec2[architecture];
      if (instances === undefined) throw new Error(`The cluster was made without ${architecture} instances`);
      return { kind: "ec2Spot", capacityProvider: instances.capacityProviderName };
    }
  }
}

/** The image of a service, built and pushed when it is a folder, with the repository its tasks pull from. */
export function serviceImage(
  { account, registry, provider }: Foundation,
  name: string,
  { image, architecture }: Pick<TaskConfig, "image" | "architecture">,
): { image: pulumi.Output<string>; pullRepositoryArn: pulumi.Output<string> | undefined } {
  const { uri, pullRepositoryArn } = resolveImage(name, image, {
    account,
    architecture,
    repository: registry.repository(name),
    parent: registry,
    provider,
  });
  return { image: uri, pullRepositoryArn };
}
