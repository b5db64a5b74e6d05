import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../errors";
import { burstOf, pressureNamespace } from "./burst-scaling";
import { capacityPlacement, capacityProblem, type CapacityStrategy } from "./capacity";
import { SHUTDOWN_TIMEOUT_SECONDS } from "./container-definition";
import { ContainerTask, type ContainerTaskArgs } from "./container-task";
import {
  deploymentOf,
  deploymentProblems,
  type DeploymentSettings,
  hasTwoTargetGroups,
  shiftMinutes,
} from "./deployment";
import { createEcsService, type ServicePlaceArgs } from "./ecs-service";
import { createRollbackAlarms } from "./rollback-alarms";
import { type ScalingArgs, scalingProblems } from "./scaling";
import { createServiceScaling } from "./service-scaling";
import {
  createListenerRule,
  createTargetGroup,
  type ListenerRuleSettings,
  routingProblems,
  type TargetGroupSettings,
} from "./target-group";
import { createTrafficShift, type TrafficShift, type TrafficShiftArgs } from "./traffic-shift";

export interface FargateServiceArgs
  extends Omit<ContainerTaskArgs, "command" | "compatibility" | "port">, ServicePlaceArgs, ScalingArgs {
  readonly clusterName: pulumi.Input<string>;
  readonly capacity: CapacityStrategy;
  /** Port that the container listens on; the variable `PORT` tells it. */
  readonly containerPort: number;
  readonly vpcId: pulumi.Input<string>;
  readonly targetGroup: TargetGroupSettings;
  readonly listenerRule: ListenerRuleSettings;
  /** `app/<name>/<id>` of the listener's load balancer. */
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  /** Seconds in which a new task may fail its health check. @default 60 */
  readonly startupGraceSeconds?: number | undefined;
  /**
   * How a new version takes over: `rolling` task by task; `canary`, `linear` and `blueGreen` beside the old one, in a second
   * target group, to which ECS moves the requests. @default "rolling"
   */
  readonly deployment?: DeploymentSettings | undefined;
  /** Roll a deployment back when its target group answers with 5xx or turns unhealthy. @default true */
  readonly rollbackAlarms?: boolean | undefined;
  /** Topic of the rollback alarms. @default none */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * A container service behind a load balancer, on Fargate or on instances of an Auto Scaling group.
 *
 * It makes a `ContainerTask`, a target group with its listener rule, the service, its scaling, and by default two
 * alarms that roll deployments back. The container is told its port by `PORT` and how long it may finish its work by
 * `SHUTDOWN_TIMEOUT_SECONDS`, which `environment` may shorten.
 *
 * Cost: the tasks' CPU and memory by the second; alarms and log storage are cents.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 a month
 * - vCPU (ARM): 23.64 a month
 * - Memory (ARM): 5.20 a month
 * - Alarms of target tracking: 0.20 a month
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - vCPU (ARM, Spot), above the minimum: 0.01008421 per vCPU-h
 * - Memory (ARM, Spot), above the minimum: 0.0011087 per GB-h
 * - vCPU (ARM, Spot), while deploying: 0.01008421 per vCPU-h
 * - Memory (ARM, Spot), while deploying: 0.0011087 per GB-h
 * </cost>
 *
 * @example
 * ```ts
 * const service = new FargateService("backend", {
 *   account,
 *   image: "public.ecr.aws/nginx/nginx:1.29", architecture: "arm64", cpu: 256, memory: 512,
 *   clusterName: cluster.name, clusterArn: cluster.arn, capacityProviders: cluster.capacityProviders,
 *   capacity: { kind: "fargateSpot", onDemandBase: 1 },
 *   minTasks: 2, maxTasks: 10, scaling: { cpuPercent: 60, requestsPerTarget: 1000 },
 *   containerPort: 8080,
 *   vpcId: network.vpcId,
 *   subnetIds: network.privateSubnetIds,
 *   securityGroupIds: [security.groupId("backend")],
 *   targetGroup: { healthCheckPath: "/healthz" },
 *   listenerRule: { listenerArn: loadBalancer.listenerArn, priority: 10 },
 *   loadBalancerArnSuffix: loadBalancer.arnSuffix,
 *   startAfter: [security, ...egress.ready],
 * });
 * ```
 */
export class FargateService extends pulumi.ComponentResource {
  readonly task: ContainerTask;
  readonly service: aws.ecs.Service;
  /** Name for metrics, scaling and commands; the id of a service is its ARN. */
  readonly serviceName: pulumi.Output<string>;
  readonly serviceArn: pulumi.Output<string>;
  readonly taskDefinitionArn: pulumi.Output<string>;
  readonly taskRole: aws.iam.Role;
  readonly executionRole: aws.iam.Role;
  readonly logGroupName: pulumi.Output<string>;
  readonly targetGroup: aws.lb.TargetGroup;
  readonly targetGroupArnSuffix: pulumi.Output<string>;
  /** The same of the second target group, where there is one. */
  readonly alternateArnSuffix: pulumi.Output<string> | undefined;
  readonly listenerRule: aws.lb.ListenerRule;
  /** Secret value of the header that reaches the version which is being deployed, where there are two target groups. */
  readonly nextVersion: pulumi.Output<string> | undefined;
  readonly scalingTarget: aws.appautoscaling.Target;
  /** Minutes of a deployment in which ECS moves requests to the new version and waits. */
  readonly shiftMinutes: number;
  /** Alarms that roll a deployment back. */
  readonly rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
  /** The one of them that counts server errors; absent without them. */
  readonly serverErrorAlarm: aws.cloudwatch.MetricAlarm | undefined;
  /** The one of them that counts targets which fail their health check; absent without them. */
  readonly unhealthyAlarm: aws.cloudwatch.MetricAlarm | undefined;

  constructor(name: string, args: FargateServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:FargateService", name, {}, opts);
    const { rollbackAlarms = true, startupGraceSeconds = 60 } = args;
    refuse(name, serviceProblems(name, args));

    const placement = capacityPlacement(args.capacity);
    this.task = new ContainerTask(
      name,
      {
        ...args,
        port: args.containerPort,
        compatibility: placement.compatibility,
        environment: { ...environmentOf(args), ...args.environment },
      },
      { parent: this },
    );
    const deployment = deploymentOf(args.deployment);
    const shifts = hasTwoTargetGroups(deployment);
    const targets = { ...args.targetGroup, port: args.containerPort, vpcId: args.vpcId, shifts };
    this.targetGroup = createTargetGroup(name, targets, { parent: this });
    this.listenerRule = createListenerRule(
      name,
      { ...args.listenerRule, targetGroupArn: this.targetGroup.arn, shifts },
      { parent: this },
    );
    const shift = shifts ? this.createShift(name, args, targets) : undefined;
    const metrics = {
      loadBalancerArnSuffix: args.loadBalancerArnSuffix,
      targetGroupArnSuffix: this.targetGroup.arnSuffix,
      alternateArnSuffix: shift?.targetGroup.arnSuffix,
    };
    const alarms = rollbackAlarms ? createRollbackAlarms(name, { ...args, ...metrics }, { parent: this }) : [];
    this.service = createEcsService(
      name,
      {
        ...args,
        task: this.task,
        placement,
        exec: args.exec !== undefined,
        behind: {
          targetGroupArn: this.targetGroup.arn,
          containerPort: args.containerPort,
          graceSeconds: startupGraceSeconds,
          listenerRule: this.listenerRule,
          shift: shift && { ...shift, deployment },
        },
        rollbackAlarms: alarms,
      },
      { parent: this },
    );
    this.scalingTarget = createServiceScaling(
      name,
      { ...args, ...metrics, serviceName: this.service.name, listenerRule: this.listenerRule },
      { parent: this },
    );

    this.rollbackAlarms = alarms;
    [this.serverErrorAlarm, this.unhealthyAlarm] = alarms;
    this.shiftMinutes = shiftMinutes(deployment);
    this.serviceName = this.service.name;
    this.serviceArn = this.service.arn;
    this.taskDefinitionArn = this.task.arn;
    this.taskRole = this.task.taskRole;
    this.executionRole = this.task.executionRole;
    this.logGroupName = this.task.logGroupName;
    this.targetGroupArnSuffix = this.targetGroup.arnSuffix;
    this.alternateArnSuffix = shift?.targetGroup.arnSuffix;
    this.nextVersion = shift?.nextVersion;
    this.registerOutputs({ serviceName: this.serviceName, serviceArn: this.serviceArn });
  }

  private createShift(
    name: string,
    { account, listenerRule }: FargateServiceArgs,
    targetGroup: TrafficShiftArgs["targetGroup"],
  ): TrafficShift {
    return createTrafficShift(
      name,
      {
        account,
        targetGroup,
        rule: listenerRule,
        firstGroupArn: this.targetGroup.arn,
        productionRuleArn: this.listenerRule.arn,
      },
      { parent: this },
    );
  }
}

/** Longest name whose target group still fits 32 characters after the engine's suffix of 8. */
const NAME_LENGTH = 24;
/** What the name of the second target group has more. */
const ALTERNATE_LENGTH = "-alt".length;

function serviceProblems(name: string, args: FargateServiceArgs): string[] {
  const capacity = capacityProblem(args.capacity);
  const shifts = hasTwoTargetGroups(args.deployment);
  const longest = NAME_LENGTH - (shifts ? ALTERNATE_LENGTH : 0);
  return [
    ...(name.length <= longest ? [] : [`the name has ${name.length} characters: use at most ${longest}.`]),
    ...(capacity === undefined ? [] : [capacity]),
    ...(args.environment !== undefined && "PORT" in args.environment
      ? ["PORT is set from containerPort: leave it out of the environment."]
      : []),
    ...scalingProblems(args),
    ...routingProblems(args.targetGroup, args.listenerRule, shifts),
    ...deploymentProblems(args.deployment).map(
      ({ setting, value, fix }) => `deployment.${setting} is ${String(value)}: ${fix}.`,
    ),
  ];
}

function environmentOf({ account, containerPort, scaling }: FargateServiceArgs): Record<string, string> {
  return {
    PORT: String(containerPort),
    SHUTDOWN_TIMEOUT_SECONDS: String(SHUTDOWN_TIMEOUT_SECONDS),
    ...(burstOf(scaling.burst) === undefined ? {} : { PRESSURE_NAMESPACE: pressureNamespace(account.prefix) }),
  };
}
