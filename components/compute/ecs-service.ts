import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { type CapacityPlacement } from "./capacity";
import { type ContainerTask } from "./container-task";
import { type Deployment, deploymentConfiguration, hooksOf, shiftMinutes } from "./deployment";
import { createHookRole, lifecycleHooks } from "./lifecycle-hooks";
import { type TrafficShift } from "./traffic-shift";

/** Where a service runs and how it is deployed: the same with and without a load balancer. */
export interface ServicePlaceArgs {
  readonly clusterArn: pulumi.Input<string>;
  /** Association of the cluster with its capacity providers, which the service depends on but does not refer to. */
  readonly capacityProviders: pulumi.Resource;
  /** Subnets of the tasks; they get no public address. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Groups of the tasks; `Security` owns their rules. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Routes and endpoints through which a task pulls its image: the first deployment fails without them. @default none */
  readonly startAfter?: readonly pulumi.Resource[] | undefined;
  /** End the deployment only when the new tasks run. @default true */
  readonly waitForSteadyState?: boolean | undefined;
  /** Delete the service even while tasks run, so that a stack is destroyed in one step. @default false */
  readonly forceDelete?: boolean | undefined;
}

export interface EcsServiceArgs extends ServicePlaceArgs {
  readonly account: AccountContext;
  readonly task: ContainerTask;
  readonly placement: CapacityPlacement;
  /** Tasks to begin with. */
  readonly minTasks: number;
  /** Whether people may open shells in tasks. */
  readonly exec: boolean;
  /** What gives requests to the tasks. @default nothing */
  readonly behind?:
    | {
        readonly targetGroupArn: pulumi.Input<string>;
        readonly containerPort: number;
        /** Seconds in which a new task may fail its health check. */
        readonly graceSeconds: number;
        /** Rule that forwards to the target group. */
        readonly listenerRule: aws.lb.ListenerRule;
        /** How a new version gets the requests. @default it takes the old one's place, task by task */
        readonly shift?: (TrafficShift & { readonly deployment: Deployment }) | undefined;
      }
    | undefined;
  /** Alarms that roll a deployment back. @default none */
  readonly rollbackAlarms?: readonly aws.cloudwatch.MetricAlarm[] | undefined;
}

/** The ECS service of a task: spread over zones, deployed without a gap, rolled back by the circuit breaker. */
export function createEcsService(
  name: string,
  args: EcsServiceArgs,
  { parent }: { readonly parent: pulumi.Resource },
): aws.ecs.Service {
  const { behind, forceDelete = false, placement, rollbackAlarms = [], startAfter = [], task } = args;
  const { waitForSteadyState = true } = args;
  const shift = behind?.shift;
  const hooks = shift === undefined ? [] : hooksOf(shift.deployment);
  const hookRole = hooks.length === 0 ? undefined : createHookRole(name, args.account, hooks, { parent });
  const called = hookRole === undefined ? {} : { lifecycleHooks: lifecycleHooks(hooks, hookRole.role.arn) };
  const minutes = 30 + (shift === undefined ? 0 : shiftMinutes(shift.deployment));
  return new aws.ecs.Service(
    name,
    {
      cluster: args.clusterArn,
      taskDefinition: task.arn,
      desiredCount: args.minTasks,
      capacityProviderStrategies: [...placement.strategy],
      // Without these two a changed strategy would replace the service, and the new one would start with `minTasks`
      // tasks however far the old one had scaled.
      forceNewDeployment: true,
      triggers: { capacity: pulumi.jsonStringify(placement.strategy) },
      platformVersion: placement.platformVersion,
      ...(placement.placement.length === 0 ? {} : { orderedPlacementStrategies: [...placement.placement] }),
      networkConfiguration: {
        subnets: args.subnetIds,
        securityGroups: args.securityGroupIds,
        assignPublicIp: false,
      },
      ...(behind === undefined
        ? {}
        : {
            loadBalancers: [
              {
                targetGroupArn: behind.targetGroupArn,
                containerName: task.containerName,
                containerPort: behind.containerPort,
                ...(shift === undefined
                  ? {}
                  : { advancedConfiguration: advancedConfiguration(behind.listenerRule, shift) }),
              },
            ],
            healthCheckGracePeriodSeconds: behind.graceSeconds,
          }),
      ...(shift === undefined
        ? {}
        : { deploymentConfiguration: { ...deploymentConfiguration(shift.deployment), ...called } }),
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms:
        rollbackAlarms.length === 0
          ? undefined
          : { enable: true, rollback: true, alarmNames: rollbackAlarms.map((alarm) => alarm.name) },
      // Set here since AWS's default has changed. It needs a maximum above 100 percent.
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: args.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState,
      forceDelete,
    },
    {
      parent,
      // Application Auto Scaling changes the count; a deployment would reset it.
      ignoreChanges: ["desiredCount"],
      // ECS refuses a target group without a load balancer, a task without rights or routes cannot start, and in a
      // destroy a service whose policies are deleted before it never drains.
      dependsOn: [
        ...(behind === undefined ? [] : [behind.listenerRule]),
        ...(shift?.ready ?? []),
        ...(hookRole?.grants ?? []),
        ...task.grants,
        args.capacityProviders,
        ...startAfter,
      ],
      customTimeouts: { create: `${minutes}m`, update: `${minutes}m`, delete: "20m" },
    },
  );
}

/** Where ECS finds the second target group and the rules whose weights it sets. */
const advancedConfiguration = (productionRule: aws.lb.ListenerRule, { targetGroup, testRule, role }: TrafficShift) => ({
  alternateTargetGroupArn: targetGroup.arn,
  productionListenerRule: productionRule.arn,
  testListenerRule: testRule.arn,
  roleArn: role.arn,
});
