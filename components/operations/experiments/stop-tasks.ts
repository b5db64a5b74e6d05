import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../../account";
import { statement } from "../../security/iam";
import { type Experiment } from "./experiment";
import { findTasks, type TaskCluster, tasksOf } from "./find-tasks";

/**
 * Tasks that one experiment may stop: quota "Target Tasks for aws:ecs:stop-task", which AWS raises on request.
 *
 * Source: AWS General Reference, "AWS Fault Injection Service endpoints and quotas"
 * (https://docs.aws.amazon.com/general/latest/gr/fis.html).
 */
const MOST_TASKS = 5;

export interface TaskTargets extends TaskCluster {
  /** Services by name; those that may run no task are left out, since an experiment without one of its targets fails. */
  readonly services: Readonly<
    Record<string, { readonly serviceName: pulumi.Input<string>; readonly minTasks: number }>
  >;
}

/**
 * Half of the tasks of each service stop at once: a crash, and what an interruption of Fargate Spot looks like from outside,
 * which AWS FIS cannot cause. Unlike Spot it gives no warning of two minutes beyond the container's stop timeout.
 *
 * An experiment has five services at most, which share its five tasks, one each at least; more services make more experiments.
 *
 * Source: AWS FIS user guide, "AWS FIS actions reference", aws:ecs:stop-task.
 */
export function stopTasks(account: AccountContext, { services, ...cluster }: TaskTargets): Experiment[] {
  const running = Object.entries(services).filter(([, { minTasks }]) => minTasks > 0);
  return inGroups(running, MOST_TASKS).map((group) =>
    stopTasksOf(account, { ...cluster, services: Object.fromEntries(group) }),
  );
}

function stopTasksOf(account: AccountContext, { services, ...cluster }: TaskTargets): Experiment {
  const stopped = shares(Object.values(services).map(({ minTasks }) => Math.floor(minTasks / 2)));
  return {
    description: "Half of the tasks of each service stop at once",
    actions: Object.keys(services).map((name) => ({
      name: `stop-${name}`,
      actionId: "aws:ecs:stop-task",
      target: { kind: "Tasks", name },
      minutes: 1,
    })),
    targets: Object.entries(services).map(([name, { serviceName }], index) => ({
      name,
      resourceType: "aws:ecs:task",
      parameters: { cluster: cluster.clusterName, service: serviceName },
      selection: `COUNT(${stopped[index] ?? 1})`,
    })),
    statements: [
      statement({
        sid: "Tasks",
        actions: ["ecs:DescribeTasks", "ecs:StopTask"],
        resources: [tasksOf(account, cluster)],
      }),
      ...findTasks(cluster),
    ],
    expectedAlarms: [],
  };
}

/** Tasks that stop of each service: one at least, then in turn as many as it would have, while any of the quota is left. */
function shares(wanted: readonly number[]): number[] {
  const shared = wanted.map(() => 1);
  let left = MOST_TASKS - shared.length;
  for (let round = 2; round <= MOST_TASKS; round++) {
    for (const [index, most] of wanted.entries()) {
      if (most < round || left === 0) continue;
      shared[index] = round;
      left--;
    }
  }
  return shared;
}

const inGroups = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
