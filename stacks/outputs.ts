import type * as pulumi from "@pulumi/pulumi";

import { type Edge, hostsOf } from "../components/edge";
import { type ContainerTask } from "../components/compute";
import { type DatabaseBackup } from "../components/data";
import { type Backend } from "./backend";
import { type StackConfig } from "./config";
import { type ExperimentOutputs } from "./experiments";
import { type Foundation, type FrontEnd, type RunningJob, type RunningService, type RunningWorker } from "./context";
import { migrateTask } from "./migration";
import { configuredUsers } from "./uses/users";

interface Parts {
  readonly foundation: Foundation;
  readonly backend: Backend;
  readonly backup: DatabaseBackup;
  readonly services: readonly RunningService[];
  readonly workers: readonly RunningWorker[];
  readonly jobs: readonly RunningJob[];
  readonly frontEnd: FrontEnd;
  readonly edge: Edge;
  readonly experiments: ExperimentOutputs | undefined;
}

/** What people and deploy scripts read; the README has a line for each. */
export function stackOutputs({
  foundation,
  backend,
  backup,
  services,
  workers,
  jobs,
  frontEnd,
  edge,
  experiments,
}: Parts): Record<string, pulumi.Input<unknown>> {
  const { config, cluster, network, egress, registry } = foundation;
  return {
    url: edge.url,
    frontend: config.frontend,
    distributionId: edge.distributionId,
    distributionDomainName: edge.domainName,
    ...dnsRecords(config.domain, edge),
    siteBucketName: frontEnd.site.bucketName,
    ...siteReleases(config, frontEnd),
    ...bucketNames(foundation),
    clusterName: cluster.name,
    ...Object.fromEntries(
      [...services, ...workers].flatMap(({ name, fargate }) => [
        [`${name}ServiceName`, fargate.serviceName],
        [`${name}TaskDefinitionArn`, fargate.taskDefinitionArn],
      ]),
    ),
    ...nextVersions(services),
    ...queueUrls(workers),
    ...startedJobs(jobs),
    ...imageKeys(config),
    repositoryUrls: Object.fromEntries(Object.entries(registry.repositories).map(([name, { url }]) => [name, url])),
    databaseAddress: backend.database.address,
    databaseIdentifier: backend.database.identifier,
    databaseSecretArn: backend.database.secretArn,
    backupBucketName: foundation.dumps.bucketName,
    oneOffTasks: {
      dump: oneOffTask(foundation, backup.dump, "dump"),
      restore: oneOffTask(foundation, backup.restore, "dump"),
      ...migration(foundation, backend),
      ...(backend.seed === undefined ? {} : { seed: oneOffTask(foundation, backend.seed, "backend") }),
    },
    vpcId: network.vpcId,
    privateSubnetIds: network.privateSubnetIds,
    egressAddresses: egress.publicIps,
    ...(experiments === undefined ? {} : { experiments }),
  };
}

/** What switches between releases of the site, and how many stay; nothing where pages are replaced in place. */
function siteReleases({ spa }: StackConfig, { releases }: FrontEnd): Record<string, pulumi.Input<unknown>> {
  if (releases === undefined) return {};
  const { current, newest, storeArn } = releases;
  return { siteReleases: { storeArn, current, newest, keep: spa.keepReleases } };
}

/** Values of the header that reaches a version before others do, by service; nothing where none shifts. */
function nextVersions(services: readonly RunningService[]): Record<string, pulumi.Input<unknown>> {
  const values = services.flatMap(({ name, fargate: { nextVersion } }) =>
    nextVersion === undefined ? [] : [[name, nextVersion] as const],
  );
  return values.length === 0 ? {} : { nextVersions: Object.fromEntries(values) };
}

/** Where messages are put, and where those are that no task could do; nothing without workers. */
function queueUrls(workers: readonly RunningWorker[]): Record<string, pulumi.Input<unknown>> {
  if (workers.length === 0) return {};
  const urls = workers.map(({ name, queue }) => [
    name,
    { url: queue.queueUrl, deadLetterUrl: queue.deadLetterQueueUrl },
  ]);
  return { queues: Object.fromEntries(urls) };
}

/** What starts each job by hand, and the revision that it runs; nothing without jobs. */
function startedJobs(jobs: readonly RunningJob[]): Record<string, pulumi.Input<unknown>> {
  if (jobs.length === 0) return {};
  const made = jobs.map(({ name, job: { stateMachineArn, taskDefinitionArn } }) => [
    name,
    { stateMachineArn, taskDefinitionArn },
  ]);
  return { jobs: Object.fromEntries(made) };
}

/** Where the stack file has the images of what it names itself, for those who write them there; nothing without any. */
function imageKeys(config: StackConfig): Record<string, pulumi.Input<unknown>> {
  const named = configuredUsers(config).filter(({ key }) => key.includes("."));
  if (named.length === 0) return {};
  return { imageKeys: Object.fromEntries(named.map(({ name, key }) => [name, `webapp:${key}.image`])) };
}

/** What the keeper of a zone elsewhere makes; nothing where this stack does it itself. */
function dnsRecords(domain: StackConfig["domain"], edge: Edge): Record<string, pulumi.Input<unknown>> {
  if (domain === undefined || domain.zoneId !== undefined) return {};
  // At the top of a zone there is no CNAME: providers call what stands in for it ALIAS, ANAME or flattening.
  return { dnsRecords: hostsOf(domain).map((name) => ({ name, type: "CNAME", value: edge.domainName })) };
}

function bucketNames({ buckets }: Foundation): Record<string, pulumi.Input<unknown>> {
  const names = Object.entries(buckets).map(([name, { bucketName }]) => [name, bucketName] as const);
  return names.length === 0 ? {} : { bucketNames: Object.fromEntries(names) };
}

/** What changes the schema before a release serves. */
function migration(
  foundation: Foundation,
  { migration: own, service }: Backend,
): Record<string, pulumi.Input<unknown>> {
  const found = migrateTask(foundation, own, service.fargate.task);
  if (found === undefined) return {};
  const { task, ...more } = found;
  return { migrate: { ...oneOffTask(foundation, task, "backend"), ...more } };
}

/** What `aws ecs run-task` must be told. */
const oneOffTask = (foundation: Foundation, task: ContainerTask, group: "backend" | "dump") => ({
  taskDefinitionArn: task.arn,
  containerName: task.containerName,
  subnetIds: foundation.workloadSubnetIds,
  securityGroupIds: [foundation.group(group)],
});
