import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { refuse } from "../errors";
import { type Architecture, ARCHITECTURES } from "./architecture";
import { createInstanceRole } from "./instance-role";
import { createLaunchTemplate } from "./launch-template";
import { instanceTypeProblem, maxInstances, type TaskSize } from "./instance-types";

/** Tasks of one service that run on the instances. */
export interface TaskDemand extends TaskSize {
  /** Largest number of tasks, as the service scales. */
  readonly maxTasks: number;
}

export interface Ec2CapacityArgs {
  readonly account: AccountContext;
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly architecture: Architecture;
  /** Several types of that architecture: the more, the rarer a Spot shortage. They should be about the same size. */
  readonly instanceTypes: readonly string[];
  /** Instances that are bought on demand before any Spot: what is left when Spot runs out. @default 1 */
  readonly onDemandBase?: number | undefined;
  /** Services that run here; they decide how many instances there may be. */
  readonly tasks: readonly TaskDemand[];
  /** Subnets of the instances; they get no public address. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Groups of the instances: 443 out for the agent, nothing in. Tasks have their own. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Size of the encrypted gp3 root volume in GiB; the image needs 30. @default 30 */
  readonly diskGb?: number | undefined;
  /** Tags of instances and volumes, which do not inherit the provider's. @default none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Topic to notify when tasks stay pending. @default none, and no alarm */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/** Minutes that tasks may wait for an instance before someone should look. */
const PENDING_MINUTES = 15;

/**
 * Instances for ECS tasks, mostly Spot: a launch template, an Auto Scaling group of several types with an on-demand
 * base, and a capacity provider that scales it with the tasks, down to zero, and drains instances before they go.
 *
 * AWS mixes no Fargate into this, so the on-demand base is the fallback when Spot runs out. Cost: the instances and
 * their disks by the second; the rest is free but for the alarm.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Instance (t4g.medium, Spot at its share of the on-demand price): 9.81 a month
 * - Disk (gp3): 2.40 a month
 * - Alarms of managed scaling: 0.20 a month
 * - Alarm: 0.10 a month
 * - CPU credits above the baseline: 0.04 per vCPU-h
 * </cost>
 *
 * @example
 * ```ts
 * const instances = new Ec2Capacity("arm64", {
 *   account,
 *   clusterName: cluster.name,
 *   clusterArn: cluster.arn,
 *   architecture: "arm64",
 *   instanceTypes: ["t4g.medium", "m6g.large"],
 *   tasks: [{ cpu: 256, memory: 512, maxTasks: 4 }],
 *   subnetIds: network.privateSubnetIds,
 *   securityGroupIds: [security.groupId("ec2Capacity")],
 * });
 * ```
 */
export class Ec2Capacity extends pulumi.ComponentResource {
  /** For the cluster's association and the services' strategy. */
  readonly capacityProviderName: pulumi.Output<string>;
  readonly autoScalingGroupName: pulumi.Output<string>;
  /** The `Name` tag of its instances. */
  readonly instanceName: string;
  /** Largest number of instances: every service at its maximum and in the middle of a deployment. */
  readonly maxInstances: number;

  constructor(name: string, args: Ec2CapacityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:Ec2Capacity", name, {}, opts);
    const { onDemandBase = 1, diskGb = 30, tags = {}, tasks } = args;
    refuse(name, capacityProblems({ ...args, onDemandBase, diskGb }));

    this.instanceName = `${args.account.prefix}-${name}`;
    this.maxInstances = Math.max(onDemandBase, maxInstances(args.instanceTypes, tasks));
    const role = createInstanceRole(`${name}-instance`, args, { parent: this });
    const template = createLaunchTemplate(
      name,
      {
        ...args,
        imageParameter: ARCHITECTURES[args.architecture].ecsImageParameter,
        profile: role.profile,
        diskGb,
        tags,
      },
      { parent: this },
    );
    const group = new aws.autoscaling.Group(
      name,
      {
        vpcZoneIdentifiers: args.subnetIds,
        minSize: 0,
        maxSize: this.maxInstances,
        mixedInstancesPolicy: {
          instancesDistribution: {
            onDemandAllocationStrategy: "prioritized",
            onDemandBaseCapacity: onDemandBase,
            onDemandPercentageAboveBaseCapacity: 0,
            spotAllocationStrategy: "price-capacity-optimized",
          },
          launchTemplate: {
            launchTemplateSpecification: {
              launchTemplateId: template.id,
              version: template.latestVersion.apply(String),
            },
            overrides: args.instanceTypes.map((instanceType) => ({ instanceType })),
          },
        },
        capacityRebalance: true,
        // The capacity provider takes the protection off an instance once it has no tasks.
        protectFromScaleIn: true,
        instanceRefresh: {
          strategy: "Rolling",
          preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200, scaleInProtectedInstances: "Refresh" },
        },
        // The capacity provider starts instances when tasks need them: a deployment waits for none.
        waitForCapacityTimeout: "0",
        forceDelete: true,
        tags: [
          // ECS adds this tag itself; if it were missing here, each deployment would remove it.
          { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
          ...Object.entries({ Name: this.instanceName, ...tags }).map(([key, value]) => ({
            key,
            value,
            propagateAtLaunch: true,
          })),
        ],
      },
      { parent: this, ignoreChanges: ["desiredCapacity"], dependsOn: [role.policy] },
    );
    const provider = new aws.ecs.CapacityProvider(
      name,
      {
        autoScalingGroupProvider: {
          autoScalingGroupArn: group.arn,
          managedDraining: "ENABLED",
          managedTerminationProtection: "ENABLED",
          managedScaling: {
            status: "ENABLED",
            targetCapacity: 100,
            minimumScalingStepSize: 1,
            maximumScalingStepSize: 10,
            instanceWarmupPeriod: 120,
          },
        },
      },
      { parent: this },
    );
    if (args.alarmTopicArn !== undefined) {
      this.createPendingAlarm(name, args.clusterName, provider.name, args.alarmTopicArn);
    }

    this.capacityProviderName = provider.name;
    this.autoScalingGroupName = group.name;
    this.registerOutputs({
      capacityProviderName: this.capacityProviderName,
      autoScalingGroupName: this.autoScalingGroupName,
    });
  }

  /** A reservation above 100 percent means tasks for which no instance has room. */
  private createPendingAlarm(
    name: string,
    clusterName: pulumi.Input<string>,
    capacityProviderName: pulumi.Input<string>,
    topicArn: pulumi.Input<string>,
  ): void {
    new aws.cloudwatch.MetricAlarm(
      `${name}-pending`,
      {
        alarmDescription: `Tasks have waited ${PENDING_MINUTES} minutes for an instance. Runbook: docs/runbooks/services.md#tasks-stay-pending`,
        namespace: "AWS/ECS/ManagedScaling",
        metricName: "CapacityProviderReservation",
        dimensions: { ClusterName: clusterName, CapacityProviderName: capacityProviderName },
        statistic: "Minimum",
        period: 60,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 100,
        evaluationPeriods: PENDING_MINUTES,
        datapointsToAlarm: PENDING_MINUTES,
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
        okActions: [topicArn],
      },
      { parent: this },
    );
  }
}

function capacityProblems(
  args: Ec2CapacityArgs & { readonly onDemandBase: number; readonly diskGb: number },
): string[] {
  const { instanceTypes, architecture, tasks, onDemandBase, diskGb } = args;
  return [
    ...(instanceTypes.length >= 2 && new Set(instanceTypes).size === instanceTypes.length
      ? []
      : [`the instance types are [${instanceTypes.join(", ")}]: name at least two different ones.`]),
    ...instanceTypes.flatMap((type) => instanceTypeProblem(type, architecture, tasks) ?? []),
    ...(tasks.length > 0 ? [] : ["no service runs on these instances: give one the capacity ec2Spot."]),
    ...(Number.isInteger(onDemandBase) && onDemandBase >= 0
      ? []
      : [`onDemandBase is ${onDemandBase}: use a whole number from 0.`]),
    ...(Number.isInteger(diskGb) && diskGb >= 30 ? [] : [`diskGb is ${diskGb}: the image needs at least 30.`]),
  ];
}
