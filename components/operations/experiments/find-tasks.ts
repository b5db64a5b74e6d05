import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { type PolicyStatement, statement } from "../../security/iam";
import { findTargets } from "./experiment";

/** Where services run. */
export interface TaskCluster {
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
}

/** ARNs of all tasks of a cluster. */
export const tasksOf = (account: AccountContext, { clusterName }: TaskCluster): pulumi.Output<string> =>
  arn(account, "ecs", pulumi.interpolate`task/${clusterName}/*`);

/** How AWS FIS finds the tasks of a service. */
export const findTasks = ({ clusterArn }: TaskCluster): PolicyStatement[] => [
  statement({
    sid: "FindTasks",
    actions: ["ecs:ListTasks"],
    resources: ["*"],
    reason: "Of a cluster ListTasks knows no resource, only this condition.",
    conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
  }),
  findTargets,
];
