import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { refuse } from "../errors";
import { logGroupArgs, type LogSettings } from "../log-settings";
import { type Architecture } from "./architecture";
import { Ec2Capacity, type Ec2CapacityArgs } from "./ec2-capacity";
import { type ExecSessions } from "./task-statements";

/** Instances of one architecture; the cluster supplies the rest. */
export type ClusterEc2Args = Omit<Ec2CapacityArgs, "account" | "architecture" | "clusterArn" | "clusterName">;

export interface ClusterArgs {
  readonly account: AccountContext;
  /** Container Insights: metrics per service and task, billed as custom metrics. @default false */
  readonly containerInsights?: boolean | undefined;
  /**
   * How ECS Exec sessions are recorded; the key encrypts their data channel, too. Without it no service of the
   * cluster may allow them. @default none
   */
  readonly exec?: LogSettings | undefined;
  /** Spot instances beside Fargate, by CPU architecture. @default none */
  readonly ec2?: Partial<Record<Architecture, ClusterEc2Args>> | undefined;
}

/**
 * An ECS cluster with Fargate and Fargate Spot, and by choice instances of its own.
 *
 * The cluster itself is free; Container Insights and instances are not.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Container Insights metrics: 12.60 a month
 * - Container Insights log events: 0.81 a month
 * </cost>
 *
 * @example
 * ```ts
 * const cluster = new Cluster("cluster", { account, containerInsights: true, exec: { retentionDays: 90 } });
 * ```
 */
export class Cluster extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Services depend on this: ECS refuses one that names a capacity provider which the cluster does not have yet. */
  readonly capacityProviders: aws.ecs.ClusterCapacityProviders;
  /** Instances by CPU architecture. */
  readonly ec2: Readonly<Partial<Record<Architecture, Ec2Capacity>>>;
  /** Where sessions are recorded, for services that allow ECS Exec. */
  readonly exec: ExecSessions | undefined;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:Cluster", name, {}, opts);
    const { containerInsights = false, exec, ec2 = {}, account } = args;
    refuse(name, clusterProblems(account.prefix, name));

    const sessions = exec === undefined ? undefined : this.createSessionLog(name, args, exec);
    const cluster = new aws.ecs.Cluster(
      name,
      {
        name: `${account.prefix}-${name}`,
        settings: [{ name: "containerInsights", value: containerInsights ? "enabled" : "disabled" }],
        configuration: sessions && execConfiguration(sessions, exec?.keyArn),
      },
      { parent: this },
    );
    this.ec2 = Object.fromEntries(
      Object.entries(ec2).map(([architecture, instances]) => [
        architecture,
        new Ec2Capacity(
          `${name}-${architecture}`,
          {
            ...instances,
            account,
            architecture: architecture as Architecture,
            clusterName: cluster.name,
            clusterArn: cluster.arn,
          },
          { parent: this },
        ),
      ]),
    );
    this.capacityProviders = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: [
          "FARGATE",
          "FARGATE_SPOT",
          ...Object.values(this.ec2).map((instances) => instances.capacityProviderName),
        ],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      { parent: this },
    );

    this.name = cluster.name;
    this.arn = cluster.arn;
    this.exec = sessions && { logGroupArn: sessions.arn, keyArn: exec?.keyArn };
    this.registerOutputs({ name: this.name, arn: this.arn });
  }

  private createSessionLog(name: string, args: ClusterArgs, exec: LogSettings): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
      `${name}-exec`,
      {
        name: `/${args.account.prefix}/${name}-exec`,
        ...logGroupArgs(exec),
      },
      { parent: this },
    );
  }
}

/** `cloudWatchEncryptionEnabled` needs a log group with a key: without one ECS refuses every session. */
function execConfiguration(log: aws.cloudwatch.LogGroup, keyArn: pulumi.Input<string> | undefined) {
  return {
    executeCommandConfiguration: {
      logging: "OVERRIDE",
      kmsKeyId: keyArn,
      logConfiguration: { cloudWatchLogGroupName: log.name, cloudWatchEncryptionEnabled: keyArn !== undefined },
    },
  };
}

function clusterProblems(prefix: string, name: string): string[] {
  const physicalName = `${prefix}-${name}`;
  return /^[A-Za-z0-9_-]{1,255}$/.test(physicalName)
    ? []
    : [`"${physicalName}" is not a cluster name: use up to 255 letters, digits, - and _.`];
}
