import * as pulumi from "@pulumi/pulumi";

import { FargateService, LoadBalancer } from "../components/compute";
import { Database } from "../components/data";
import { InternalName } from "../components/edge";
import { statement } from "../components/security/iam";
import { loadBalancerLogs } from "./audit";
import { type Foundation } from "./foundation";
import { serviceArgs, serviceImage } from "./services";

/** The private API and its data: the same in both variants. */
export interface Backend {
  readonly database: Database;
  readonly loadBalancer: LoadBalancer;
  readonly service: FargateService;
  /** Name that callers inside the VPC and CloudFront use; the certificate holds it when there is a domain. */
  readonly hostName: pulumi.Input<string>;
  /** `http(s)://…` for callers inside the VPC. */
  readonly url: pulumi.Output<string>;
}

/** Connections that a task may open: all tasks together, while a deployment doubles them, leave a tenth for people. */
export const connectionsPerTask = (maxConnections: number, maxTasks: number): number =>
  Math.max(2, Math.floor((maxConnections * 0.9) / (maxTasks * 2)));

export function createBackend(foundation: Foundation): Backend {
  const database = createDatabase(foundation);
  const { loadBalancer, hostName, url } = createInternalLoadBalancer(foundation);
  const service = createService(foundation, database, loadBalancer);
  return { database, loadBalancer, service, hostName, url };
}

function createDatabase({ config, account, keys, network, group, opts }: Foundation): Database {
  const { restoreFrom, ...database } = config.database;
  return new Database(
    "database",
    {
      ...database,
      ...(restoreFrom === undefined ? {} : { restoreFrom }),
      prefix: config.prefix,
      account,
      subnetIds: network.isolatedSubnetIds,
      securityGroupIds: [group("database")],
      databaseName: database.name,
      username: "app_owner",
      iamAuthentication: true,
      logRetentionDays: config.logs.retentionDays,
      protect: database.deletionProtection,
      ...(keys.data === undefined ? {} : { keyArn: keys.data, secretKeyArn: keys.data }),
      ...(keys.logs === undefined ? {} : { logsKeyArn: keys.logs }),
    },
    opts,
  );
}

function createInternalLoadBalancer(foundation: Foundation) {
  const { archive, config, network, group, opts, ports } = foundation;
  const internalName =
    config.domain &&
    new InternalName(
      "internal-name",
      { hostName: `api-internal.${config.domain.name}`, zoneId: config.domain.zoneId, vpcId: network.vpcId },
      opts,
    );
  const apiAtTheEdge = config.frontend === "spa" || config.backend.public;
  const { port } = ports.internalAlb;
  const loadBalancer = new LoadBalancer(
    "internal",
    {
      internal: true,
      subnetIds: network.privateSubnetIds,
      securityGroupIds: [group("internalAlb"), ...(apiAtTheEdge ? [group("internalAlbFromCloudFront")] : [])],
      listeners: [
        internalName === undefined
          ? { protocol: "HTTP", port }
          : { protocol: "HTTPS", port, certificateArn: internalName.certificateArn },
      ],
      deletionProtection: config.protection.loadBalancerDeletionProtection,
      ...loadBalancerLogs(archive, "internal"),
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

function createService(foundation: Foundation, database: Database, loadBalancer: LoadBalancer): FargateService {
  const { config, group, opts } = foundation;
  const { backend } = config;
  return new FargateService(
    "backend",
    {
      ...serviceArgs(foundation, backend),
      ...serviceImage(foundation, "backend", backend),
      environment: {
        ...backend.environment,
        DATABASE_AUTHENTICATION: config.database.authentication,
        DATABASE_HOST: database.address,
        DATABASE_PORT: database.port.toString(),
        DATABASE_NAME: database.databaseName,
        DATABASE_MAX_CONNECTIONS: connectionsPerTask(database.maxConnections, backend.maxTasks).toString(),
        DATABASE_SECRET_ARN: database.secretArn,
      },
      secrets: {
        DATABASE_USERNAME: pulumi.interpolate`${database.secretArn}:username::`,
        DATABASE_PASSWORD: pulumi.interpolate`${database.secretArn}:password::`,
      },
      secretArns: [database.secretArn],
      // A task that meets a rotated password reads the new one, instead of failing until it is replaced.
      taskPolicyStatements: [
        statement({
          sid: "DatabaseSecret",
          actions: ["secretsmanager:GetSecretValue"],
          resources: [database.secretArn],
        }),
      ],
      securityGroupIds: [group("backend")],
      listenerRule: { listenerArn: loadBalancer.listenerArn, priority: 10, pathPatterns: ["/*"] },
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
    },
    opts,
  );
}
