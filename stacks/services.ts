import { resolveImage } from "../components/compute";
import type * as pulumi from "@pulumi/pulumi";
import { type CapacityStrategy, type FargateServiceArgs } from "../components/compute";
import { type ServiceConfig } from "./config";
import { type Foundation } from "./context";

/** The arguments of a service that come from configuration and foundation alone. */
export function serviceArgs(foundation: Foundation, service: ServiceConfig) {
  const { config, account, cluster, egress, keys, network, security, topics } = foundation;
  return {
    prefix: config.prefix,
    account,
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    capacityProviders: cluster.capacityProviders,
    capacity: capacityOf(foundation, service),
    cpu: service.cpu,
    memory: service.memory,
    architecture: service.architecture,
    containerPort: service.port,
    minTasks: service.minTasks,
    maxTasks: service.maxTasks,
    scaling: service.scaling,
    scheduledBounds: config.offHours !== undefined,
    scheduledFloors: Object.entries(service.scaling.floors).map(([key, floor]) => ({ key, ...floor })),
    vpcId: network.vpcId,
    subnetIds: [...foundation.workloadSubnetIds],
    targetGroup: { healthCheckPath: service.healthCheckPath },
    startAfter: [security, ...egress.ready],
    logRetentionDays: config.logs.retentionDays,
    forceDelete: config.profile === "dev",
    alarmTopicArn: topics.regional,
    ...(keys.logs === undefined ? {} : { logsKeyArn: keys.logs }),
    ...(keys.data === undefined ? {} : { secretKeyArns: [keys.data] }),
    ...(cluster.exec === undefined ? {} : { exec: cluster.exec }),
  } satisfies Partial<FargateServiceArgs>;
}

function capacityOf(
  { cluster }: Foundation,
  { capacity, onDemandBase, architecture }: ServiceConfig,
): CapacityStrategy {
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
  name: "backend" | "frontend" | "backup",
  { image, architecture }: Pick<ServiceConfig, "image" | "architecture">,
): { image: pulumi.Output<string>; pullRepositoryArn?: pulumi.Output<string> } {
  const repository = registry.repositories[name];
  if (repository === undefined) throw new Error(`No repository ${name}`);
  const { uri, pullRepositoryArn } = resolveImage(name, image, {
    account,
    architecture,
    repository,
    parent: registry,
    provider,
  });
  return { image: uri, ...(pullRepositoryArn === undefined ? {} : { pullRepositoryArn }) };
}
