import * as pulumi from "@pulumi/pulumi";

import { type ContainerTask, LoadBalancer } from "../components/compute";
import { type Cache, Database } from "../components/data";
import { InternalName } from "../components/edge";
import { loadBalancerLogs } from "./audit";
import { usableBuckets } from "./buckets";
import { createCache, usableCache } from "./cache";
import { backendPriority, existingCertificates, internalHostName, zoneOf } from "./config";
import { databaseGrant } from "./database-access";
import { type Foundation, type RunningService } from "./context";
import { createMigration } from "./migration";
import { environmentOf } from "./encrypted";
import { usableServices } from "./named-services";
import { usableQueues } from "./queues";
import { createSeed } from "./seed";
import { createAppSecrets } from "./secrets";
import { createService, serviceImage } from "./services";
import { type Usable } from "./uses/grant";

/** The private API and its data: the same in both variants. */
export interface Backend {
  readonly database: Database;
  /** Absent where the stack has none. */
  readonly cache: Cache | undefined;
  readonly service: RunningService;
  /** Name that callers inside the VPC and CloudFront use; the certificate holds it when there is a domain. */
  readonly hostName: pulumi.Input<string>;
  /** `http(s)://…` for callers inside the VPC. */
  readonly url: pulumi.Output<string>;
  /** What exists by now and can be used. */
  readonly usable: Usable;
  /** Changes the schema, where the service may not. */
  readonly migration?: ContainerTask | undefined;
  /** Fills an empty database with samples, where the stack file says how. */
  readonly seed?: ContainerTask | undefined;
}

/** Database, internal load balancer, service, and the restarts and migrations that belong to them. */
export function createBackend(foundation: Foundation): Backend {
  const database = createDatabase(foundation);
  const cache = createCache(foundation);
  const { loadBalancer, hostName, url } = createInternalLoadBalancer(foundation);
  const image = serviceImage(foundation, "backend", foundation.config.backend);
  const usable: Usable = {
    ...usableBuckets(foundation),
    ...usableCache(foundation, cache),
    ...usableQueues(foundation),
    ...usableServices(foundation, url),
    database: () => databaseGrant(foundation, database),
  };
  const service = createBackendService(foundation, usable, loadBalancer, image);
  const migration = createMigration(foundation, database, image);
  const seed = createSeed(foundation, usable, image);
  return { database, cache, service, hostName, url, usable, migration, seed };
}

function createDatabase({ config, account, keys, logs, network, group, opts }: Foundation): Database {
  const { database } = config;
  return new Database(
    "database",
    {
      ...database,
      account,
      subnetIds: network.isolatedSubnetIds,
      securityGroupIds: [group("database")],
      databaseName: database.name,
      username: "app_owner",
      iamAuthentication: true,
      logs,
      protect: database.deletionProtection,
      keyArn: keys.data,
      secretKeyArn: keys.data,
    },
    opts,
  );
}

function createInternalLoadBalancer(foundation: Foundation) {
  const { archive, config, network, group, opts, ports } = foundation;
  const internalName = createInternalName(foundation);
  const { port } = ports.internalAlb;
  const loadBalancer = new LoadBalancer(
    "private",
    {
      internal: true,
      subnetIds: network.privateSubnetIds,
      securityGroupIds: [group("internalAlb"), group("internalAlbFromCloudFront")],
      listeners: [
        internalName === undefined
          ? { protocol: "HTTP", port }
          : { protocol: "HTTPS", port, certificateArn: internalName.certificateArn },
      ],
      deletionProtection: config.protection.loadBalancerDeletionProtection,
      ...loadBalancerLogs(archive, "private"),
    },
    opts,
  );
  internalName?.pointTo(loadBalancer);
  const hostName: pulumi.Input<string> = internalName?.hostName ?? loadBalancer.dnsName;
  const url =
    internalName === undefined
      ? pulumi.interpolate`http://${hostName}:${port}`
      : pulumi.interpolate`https://${hostName}`;
  return { loadBalancer, hostName, url };
}

function createInternalName({ config, network, opts }: Foundation): InternalName | undefined {
  const { domain } = config;
  if (domain === undefined) return undefined;
  const existing = existingCertificates(config);
  const proof = existing === undefined ? { zoneId: zoneOf(domain) } : { certificateArn: existing.regional };
  return new InternalName(
    "internal-name",
    { hostName: internalHostName(domain.name), proof, vpcId: network.vpcId },
    opts,
  );
}

function createBackendService(
  foundation: Foundation,
  usable: Usable,
  loadBalancer: LoadBalancer,
  image: ReturnType<typeof serviceImage>,
): RunningService {
  const { backend } = foundation.config;
  const secrets = createAppSecrets(foundation, "backend", backend);
  return createService(
    foundation,
    "backend",
    backend,
    { kind: "internal", loadBalancer },
    {
      ...image,
      environment: environmentOf(foundation.config, "backend", backend.environment),
      secrets: secrets?.valueFrom ?? {},
      secretArns: secrets?.arns ?? [],
      usable,
      listens: { priority: backendPriority(foundation.config), pathPatterns: ["/*"] },
    },
  );
}
