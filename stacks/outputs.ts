import type * as pulumi from "@pulumi/pulumi";

import { type Edge, type StaticSite } from "../components/edge";
import { type Backend } from "./backend";
import { type Foundation } from "./foundation";

interface Parts {
  readonly foundation: Foundation;
  readonly backend: Backend;
  readonly site: StaticSite;
  readonly edge: Edge;
}

/** What people and deploy scripts read; the README has a line for each. */
export function stackOutputs({ foundation, backend, site, edge }: Parts): Record<string, pulumi.Input<unknown>> {
  const { config, cluster, network, egress, registry } = foundation;
  const { backend: backendRepository, frontend, backup } = registry.repositories;
  return {
    url: edge.url,
    frontend: config.frontend,
    distributionId: edge.distributionId,
    distributionDomainName: edge.domainName,
    siteBucketName: site.bucketName,
    clusterName: cluster.name,
    backendServiceName: backend.service.serviceName,
    backendTaskDefinitionArn: backend.service.taskDefinitionArn,
    repositoryUrls: { backend: backendRepository?.url, frontend: frontend?.url, backup: backup?.url },
    databaseAddress: backend.database.address,
    databaseIdentifier: backend.database.identifier,
    databaseSecretArn: backend.database.secretArn,
    vpcId: network.vpcId,
    privateSubnetIds: network.privateSubnetIds,
    egressAddresses: egress.publicIps,
  };
}
