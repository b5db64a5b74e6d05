import * as pulumi from "@pulumi/pulumi";

import { type InstanceClass } from "../../data";
import { type Metric } from "./metric";

/** What is known of a service without asking AWS. */
export interface ServiceFacts {
  /** Name of the load balancer in front. */
  readonly loadBalancer: string;
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly scaling: { readonly cpuPercent: number; readonly requestsPerTarget: number };
  /** Whether ECS moves its requests between two target groups. @default false */
  readonly twoTargetGroups?: boolean | undefined;
  /** What its tasks publish for steps in a burst, with the threshold of the first. @default nothing */
  readonly pressure?: Pressure | undefined;
}

/** Requests in flight and refused for each task, which the application publishes. */
export interface Pressure {
  readonly namespace: string;
  /** Names of the two metrics. */
  readonly metrics: { readonly inFlight: string; readonly refused: string };
  /** Sum of both from which tasks are added at once. */
  readonly threshold: number;
}

/** What is known of a worker without asking AWS. */
export interface WorkerFacts {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly messagesPerTask: number;
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
  readonly retentionDays: number;
}

/** What is known of a cache without asking AWS. */
export interface CacheFacts {
  /** Ends of its nodes' names: `001` and so on. */
  readonly nodes: readonly string[];
  /** vCPUs of each node. */
  readonly vcpus: number;
}

/** What decides which alarms and graphs there are; never an output. */
export interface Facts {
  /** By name, in the order a request meets them. */
  readonly loadBalancers: Readonly<Record<string, unknown>>;
  /** By name, in the order a request meets them. */
  readonly services: Readonly<Record<string, ServiceFacts>>;
  /** By name. @default none */
  readonly workers?: Readonly<Record<string, WorkerFacts>> | undefined;
  /** By name. */
  readonly capacityProviders: Readonly<Record<string, unknown>>;
  readonly database: { readonly instanceClass: InstanceClass; readonly storageGb: number };
  /** @default no cache */
  readonly cache?: CacheFacts | undefined;
  /** By AZ. */
  readonly natGateways: Readonly<Record<string, unknown>>;
  readonly containerInsights: boolean;
  readonly waf: boolean;
  /** Whether missing data is a failure: false with off-hours, which stop the application at night. */
  readonly alwaysOn: boolean;
}

/** The facts, with the values that metrics have as dimensions: names and ARN suffixes, never ARNs. */
export interface Watched extends Facts {
  readonly clusterName: pulumi.Input<string>;
  readonly loadBalancers: Readonly<Record<string, { readonly arnSuffix: pulumi.Input<string> }>>;
  readonly services: Readonly<
    Record<
      string,
      ServiceFacts & {
        readonly serviceName: pulumi.Input<string>;
        readonly targetGroupArnSuffix: pulumi.Input<string>;
        /** The same of the second target group. @default it has none */
        readonly alternateArnSuffix?: pulumi.Input<string> | undefined;
      }
    >
  >;
  readonly workers?:
    | Readonly<
        Record<
          string,
          WorkerFacts & {
            readonly serviceName: pulumi.Input<string>;
            readonly queueName: pulumi.Input<string>;
            readonly deadLetterQueueName: pulumi.Input<string>;
          }
        >
      >
    | undefined;
  readonly capacityProviders: Readonly<Record<string, pulumi.Input<string>>>;
  readonly database: Facts["database"] & { readonly identifier: pulumi.Input<string> };
  /** With the name of the replication group. */
  readonly cache?: (CacheFacts & { readonly cacheName: pulumi.Input<string> }) | undefined;
  readonly natGateways: Readonly<Record<string, pulumi.Input<string>>>;
  readonly distributionId: pulumi.Input<string>;
  /** Metric name in the visibility configuration of the ACL on the distribution. @default no firewall */
  readonly webAclMetricName?: string | undefined;
  /** Dimensions of what other components measure, by name. @default none */
  readonly others?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>> | undefined;
}

export type Dimensions = Readonly<Record<string, pulumi.Input<string>>>;

/**
 * The dimensions under which AWS publishes a metric.
 *
 * Source: "CloudWatch metrics" of the Elastic Load Balancing, ECS, RDS, ElastiCache, CloudFront, WAF and VPC guides.
 */
export function dimensionsOf({ namespace, subject }: Metric, watched: Watched): Dimensions {
  switch (subject.kind) {
    case "distribution":
      return { DistributionId: watched.distributionId, Region: "Global" };
    case "webAcl":
      // An ACL of a distribution has no Region dimension, unlike those of load balancers.
      return { WebACL: known(watched.webAclMetricName, "firewall"), Rule: "ALL" };
    case "loadBalancer":
      return { LoadBalancer: known(watched.loadBalancers[subject.name], subject.name).arnSuffix };
    case "targetGroup": {
      const service = known(watched.services[subject.service], subject.service);
      const loadBalancer = known(watched.loadBalancers[service.loadBalancer], service.loadBalancer);
      const suffix = subject.second === true ? service.alternateArnSuffix : service.targetGroupArnSuffix;
      return { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: known(suffix, `${subject.service}'s target group`) };
    }
    case "service":
      return {
        ClusterName: watched.clusterName,
        ServiceName: known(watched.services[subject.name] ?? watched.workers?.[subject.name], subject.name).serviceName,
      };
    case "application":
      return { Service: subject.service };
    case "queue":
      return { QueueName: known(queueNames(watched)[subject.name], subject.name) };
    case "capacityProvider":
      return {
        ClusterName: watched.clusterName,
        CapacityProviderName: known(watched.capacityProviders[subject.name], subject.name),
      };
    case "database":
      return { DBInstanceIdentifier: watched.database.identifier };
    case "cacheNode":
      return { CacheClusterId: pulumi.interpolate`${known(watched.cache, "the cache").cacheName}-${subject.node}` };
    case "natGateway":
      return { NatGatewayId: known(watched.natGateways[subject.az], subject.az) };
    case "other":
      return known(watched.others?.[subject.name], `${namespace} of ${subject.name}`);
  }
}

/** Queues by the name of their worker, dead-letter queues with `-dead` behind it. */
const queueNames = ({ workers = {} }: Watched): Readonly<Record<string, pulumi.Input<string>>> =>
  Object.fromEntries(
    Object.entries(workers).flatMap(([name, { queueName, deadLetterQueueName }]) => [
      [name, queueName],
      [`${name}-dead`, deadLetterQueueName],
    ]),
  );

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`Nothing called ${name} is watched.`);
  return value;
}
