import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type BootstrapConfig } from "../config";

/** Whose role it is, by the key of the configuration. */
const SERVICES = {
  ecs: "ecs.amazonaws.com",
  loadBalancing: "elasticloadbalancing.amazonaws.com",
  rds: "rds.amazonaws.com",
  ecsScaling: "ecs.application-autoscaling.amazonaws.com",
  ec2Scaling: "autoscaling.amazonaws.com",
  vpcOrigins: "vpcorigin.cloudfront.amazonaws.com",
  // CloudWatch acts with it when an alarm recovers or reboots an instance (PutMetricAlarm, API reference).
  ec2Alarms: "events.amazonaws.com",
  // AWS Backup finds what to back up with it (AWS Backup developer guide, "Using service-linked roles for AWS Backup").
  backup: "backup.amazonaws.com",
  // ElastiCache makes the network interfaces of caches with it (Amazon ElastiCache user guide, "Using service-linked roles").
  cache: "elasticache.amazonaws.com",
  // AWS FIS finds targets and watches stop conditions with it (AWS FIS user guide, "Use service-linked roles for AWS FIS").
  experiments: "fis.amazonaws.com",
} as const satisfies Readonly<Record<keyof BootstrapConfig["serviceLinkedRoles"], string>>;

/**
 * Roles that AWS services act with, one of each per account. A service makes its own when it is first used, and the
 * call that made it do so fails: the first deployment into a new account would have to be repeated.
 *
 * They stay in the account when the stack goes, since other stacks use them.
 *
 * @example
 * ```ts
 * new ServiceLinkedRoles("service-linked-roles", { roles: config.serviceLinkedRoles });
 * ```
 */
export class ServiceLinkedRoles extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: { readonly roles: BootstrapConfig["serviceLinkedRoles"] },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("webapp:bootstrap:ServiceLinkedRoles", name, {}, opts);
    for (const [key, awsServiceName] of Object.entries(SERVICES)) {
      if (args.roles[key as keyof typeof SERVICES] === "use") continue;
      new aws.iam.ServiceLinkedRole(key, { awsServiceName }, { parent: this, retainOnDelete: true });
    }
    this.registerOutputs({});
  }
}
