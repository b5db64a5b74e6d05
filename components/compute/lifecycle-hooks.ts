import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { createServiceRole, type ServiceRole, statement } from "../security/iam";
import { type LifecycleStage } from "./lifecycle-stages";

/** A function that ECS calls while it deploys; its answer goes on with the deployment or takes it back. */
export interface LifecycleHook {
  /** ARN of the Lambda function, of a version or of an alias. */
  readonly function: string;
  readonly stages: readonly LifecycleStage[];
}

/** The role with which ECS calls the functions of a service, and no others. */
export const createHookRole = (
  name: string,
  account: AccountContext,
  hooks: readonly LifecycleHook[],
  opts: { parent: pulumi.Resource },
): ServiceRole =>
  createServiceRole(
    `${name}-hooks`,
    {
      account,
      service: "ecs.amazonaws.com",
      // AWS's page of the role has no condition, and says nothing of a source.
      namesSource: false,
      statements: [
        statement({
          sid: "CallHooks",
          actions: ["lambda:InvokeFunction"],
          resources: [...new Set(hooks.map((hook) => hook.function))],
        }),
      ],
    },
    opts,
  );

/** `lifecycleHooks` of a service's deployments. */
export const lifecycleHooks = (hooks: readonly LifecycleHook[], roleArn: pulumi.Input<string>) =>
  hooks.map((hook) => ({ hookTargetArn: hook.function, roleArn, lifecycleStages: [...hook.stages] }));
