import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { statement } from "../../security/iam";
import { type Experiment, findTargets } from "./experiment";

/** AWS FIS quota "Target Tasks for aws:ecs:stop-task". */
const MOST_TASKS = 5;

export interface TaskTargets {
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  /** Services by name. */
  readonly services: Readonly<
    Record<string, { readonly serviceName: pulumi.Input<string>; readonly minTasks: number }>
  >;
}

/** Half of the tasks that always run, one at least. */
const half = (minTasks: number): number => Math.min(MOST_TASKS, Math.max(1, Math.floor(minTasks / 2)));

/**
 * Half of the tasks of each service stop at once: a crash, and what an interruption of Fargate Spot looks like from outside,
 * which AWS FIS cannot cause. Unlike Spot it gives no warning of two minutes beyond the container's stop timeout.
 *
 * Source: AWS FIS user guide, "AWS FIS actions reference", aws:ecs:stop-task.
 */
export function stopTasks(account: AccountContext, { clusterName, clusterArn, services }: TaskTargets): Experiment {
  const tasks = arn(account, "ecs", pulumi.interpolate`task/${clusterName}/*`);
  return {
    description: "Half of the tasks of each service stop at once",
    actions: Object.keys(services).map((name) => ({
      name: `stop-${name}`,
      actionId: "aws:ecs:stop-task",
      target: { kind: "Tasks", name },
      minutes: 1,
    })),
    targets: Object.entries(services).map(([name, { serviceName, minTasks }]) => ({
      name,
      resourceType: "aws:ecs:task",
      parameters: { cluster: clusterName, service: serviceName },
      selection: `COUNT(${half(minTasks)})`,
    })),
    statements: [
      statement({ sid: "Tasks", actions: ["ecs:DescribeTasks", "ecs:StopTask"], resources: [tasks] }),
      statement({
        sid: "FindTasks",
        actions: ["ecs:ListTasks"],
        resources: ["*"],
        reason: "Of a cluster ListTasks knows no resource, only this condition.",
        conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
      }),
      findTargets,
    ],
    expectedAlarms: [],
  };
}
