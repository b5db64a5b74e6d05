import type * as pulumi from "@pulumi/pulumi";

import { type Edge, type StaticSite } from "../components/edge";
import { type ContainerTask } from "../components/compute";
import { type DatabaseBackup } from "../components/data";
import { type Backend } from "./backend";
import { type Foundation } from "./context";
import { type FrontEnd } from "./front-end";

interface Parts {
  readonly foundation: Foundation;
  readonly backend: Backend;
  readonly backup: DatabaseBackup;
  readonly frontEnd: FrontEnd;
  readonly site: StaticSite;
  readonly edge: Edge;
}

/** What people and deploy scripts read; the README has a line for each. */
export function stackOutputs({
  foundation,
  backend,
  backup,
  frontEnd,
  site,
  edge,
}: Parts): Record<string, pulumi.Input<unknown>> {
  const { config, cluster, network, egress, registry } = foundation;
  const { backend: backendRepository, frontend, backup: backupRepository } = registry.repositories;
  return {
    url: edge.url,
    frontend: config.frontend,
    distributionId: edge.distributionId,
    distributionDomainName: edge.domainName,
    siteBucketName: site.bucketName,
    clusterName: cluster.name,
    backendServiceName: backend.service.serviceName,
    ...(frontEnd.containers === undefined
      ? {}
      : {
          frontendServiceName: frontEnd.containers.service.serviceName,
          frontendTaskDefinitionArn: frontEnd.containers.service.taskDefinitionArn,
        }),
    backendTaskDefinitionArn: backend.service.taskDefinitionArn,
    repositoryUrls: { backend: backendRepository?.url, frontend: frontend?.url, backup: backupRepository?.url },
    databaseAddress: backend.database.address,
    databaseIdentifier: backend.database.identifier,
    databaseSecretArn: backend.database.secretArn,
    backupBucketName: foundation.dumps.bucketName,
    oneOffTasks: {
      dump: oneOffTask(foundation, backup.dump, "dump"),
      restore: oneOffTask(foundation, backup.restore, "dump"),
      ...(backend.migration === undefined ? {} : { migrate: oneOffTask(foundation, backend.migration, "backend") }),
    },
    vpcId: network.vpcId,
    privateSubnetIds: network.privateSubnetIds,
    egressAddresses: egress.publicIps,
  };
}

/** What `aws ecs run-task` must be told. */
const oneOffTask = (foundation: Foundation, task: ContainerTask, group: "backend" | "dump") => ({
  taskDefinitionArn: task.arn,
  containerName: task.containerName,
  subnetIds: foundation.workloadSubnetIds,
  securityGroupIds: [foundation.group(group)],
});
