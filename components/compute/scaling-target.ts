import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { serviceResourceId } from "./scaling";

export interface ScalingTargetArgs {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Inputs that schedules change in AWS: a deployment must not reset them. @default none */
  readonly ignoreChanges?: string[] | undefined;
}

/** A service that Application Auto Scaling changes, as its policies and actions name it. */
export interface Scaled {
  readonly target: aws.appautoscaling.Target;
  /** Read from the target, so that policies and actions are created after it and deleted before it. */
  readonly scaled: {
    readonly serviceNamespace: pulumi.Output<string>;
    readonly scalableDimension: pulumi.Output<string>;
    readonly resourceId: pulumi.Output<string>;
  };
}

/** The bounds of a service. They belong to its name, so a replaced service gets new ones. */
export function createScalingTarget(
  name: string,
  args: ScalingTargetArgs,
  { parent }: { readonly parent: pulumi.Resource },
): Scaled {
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi
        .all([args.clusterName, args.serviceName])
        .apply(([clusterName, serviceName]) => serviceResourceId(clusterName, serviceName)),
      minCapacity: args.minTasks,
      maxCapacity: args.maxTasks,
    },
    { parent, ignoreChanges: args.ignoreChanges ?? [] },
  );
  const { serviceNamespace, scalableDimension, resourceId } = target;
  return { target, scaled: { serviceNamespace, scalableDimension, resourceId } };
}
