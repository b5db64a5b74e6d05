import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../components/account";
import {
  type Cluster,
  type FargateService,
  type LoadBalancer,
  type QueueWorker,
  type Registry,
} from "../components/compute";
import { type BackupBucket, type SecretRedeploy } from "../components/data";
import { type EdgeArgs, type SiteReleases } from "../components/edge";
import { type Egress, type Network } from "../components/network";
import { type LogSettings } from "../components/log-settings";
import { type WorkQueue } from "../components/messaging";
import { type LogArchive } from "../components/operations";
import { type GroupName, type Security } from "../components/security";
import { type ScheduledJob } from "../components/jobs";
import { type AppBucket } from "../components/storage";
import { type ServiceConfig, type StackConfig, type WorkerConfig } from "./config";
import { type Lifetime } from "./lifetime";
import { type Ports } from "./ports";
import { type Zone } from "./zones";

/** Who deploys what, and where: the same for every part of the stack. */
export interface StackContext {
  readonly config: StackConfig;
  readonly account: AccountContext;
  readonly provider: aws.Provider;
  /** Options of every component: the one provider. */
  readonly opts: pulumi.ComponentResourceOptions;
  /** Zones of the account that the configuration names, in its order. */
  readonly zones: readonly Zone[];
  readonly ports: Ports;
  readonly lifetime: Lifetime;
}

/** ARNs of customer-managed keys; without them AWS's own keys encrypt. */
export interface Keys {
  /** Database, its secret, images and backup vault. */
  readonly data?: pulumi.Output<string>;
  /** Log groups and the audit trail. */
  readonly logs?: pulumi.Output<string>;
  /** Database dumps. */
  readonly dumps?: pulumi.Output<string>;
  /** Buckets of the application; absent where it has none. */
  readonly buckets?: pulumi.Output<string>;
  /** Alarm topic of the stack's region. */
  readonly alarms?: pulumi.Output<string>;
  /** Log groups and alarm topic in us-east-1. */
  readonly edge?: pulumi.Output<string>;
}

/** Topics that alarms notify; an alarm can only notify a topic of its own region. */
export interface Topics {
  readonly regional: pulumi.Output<string>;
  /** In us-east-1, for alarms on the distribution and its firewall; absent where none exists. */
  readonly edge?: pulumi.Output<string>;
}

/** What services and database stand on. */
export interface Foundation extends StackContext {
  readonly keys: Keys;
  /** How log groups of the stack's region are kept. */
  readonly logs: LogSettings;
  readonly topics: Topics;
  /** Bucket of access logs; absent where they are off. */
  readonly archive?: LogArchive | undefined;
  /** Bucket of database dumps. */
  readonly dumps: BackupBucket;
  /** Buckets of the application by name. */
  readonly buckets: Readonly<Record<string, AppBucket>>;
  /** Queues of the workers by name. */
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly network: Network;
  readonly security: Security;
  readonly egress: Egress;
  readonly registry: Registry;
  readonly cluster: Cluster;
  /** Private subnets of the zones that run tasks. */
  readonly workloadSubnetIds: readonly pulumi.Output<string>[];
  /** Id of a security group. */
  readonly group: (name: GroupName) => pulumi.Output<string>;
}

/** A load balancer, and who may use it. */
export type Entrance =
  | { readonly kind: "internal"; readonly loadBalancer: LoadBalancer }
  | {
      readonly kind: "public";
      readonly loadBalancer: LoadBalancer;
      /** Header with which CloudFront proves that a request came through it. */
      readonly secretHeaderName: string;
    };

/** A service of this variant: whoever watches, restarts, protects, stops or lists services goes by a list of these. */
export interface RunningService {
  /** Logical name; alarms, outputs and repositories carry it. */
  readonly name: string;
  /** Its section of the stack file. */
  readonly config: ServiceConfig;
  readonly fargate: FargateService;
  readonly entrance: Entrance;
  /** Restarts the service when a secret changes; absent when its tasks start without any. */
  readonly redeploy?: SecretRedeploy | undefined;
}

/** A worker: on the lists that watch, stop and tell of services, though no request reaches it. */
export interface RunningWorker extends Pick<RunningService, "name" | "redeploy"> {
  /** Its section of the stack file. */
  readonly config: WorkerConfig;
  readonly queue: WorkQueue;
  readonly fargate: QueueWorker;
}

/** A job: on the lists of what is watched and told of, and of nothing that is restarted, stopped or reached. */
export interface RunningJob {
  /** Logical name. */
  readonly name: string;
  readonly job: ScheduledJob;
}

/** What the edge serves in this variant, and the services that render it. */
export interface FrontEnd extends Pick<EdgeArgs, "api" | "assetPaths" | "domain" | "pages" | "ready" | "site"> {
  /** Releases of stored pages; absent where pages are replaced in place, or rendered. */
  readonly releases?: SiteReleases | undefined;
  readonly services: readonly RunningService[];
}
