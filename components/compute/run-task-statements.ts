import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../account";
import { type PolicyStatement, statement } from "../security/iam";
import { type ContainerTask } from "./container-task";

/** Whose tasks run, and where. */
export interface RunTaskNeeds {
  readonly account: AccountContext;
  readonly task: ContainerTask;
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
}

/** Tasks of one cluster. */
export const tasksOfCluster = ({
  account,
  clusterName,
}: Pick<RunTaskNeeds, "account" | "clusterName">): pulumi.Output<string> =>
  arn(account, "ecs", pulumi.interpolate`task/${clusterName}/*`);

/**
 * What it takes to run tasks of one family, in any revision, on one cluster: to start them, to tag them as they start, and
 * to give them their roles.
 *
 * Source: Service Authorization Reference, "Amazon Elastic Container Service", RunTask and TagResource.
 */
export function runTaskStatements(needs: RunTaskNeeds): Record<"runTask" | "tagTask" | "passRoles", PolicyStatement> {
  const { clusterArn, task } = needs;
  return {
    runTask: statement({
      sid: "RunTask",
      actions: ["ecs:RunTask"],
      resources: [task.arnWithoutRevision, pulumi.interpolate`${task.arnWithoutRevision}:*`],
      conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
    }),
    tagTask: statement({
      sid: "TagTask",
      actions: ["ecs:TagResource"],
      resources: [tasksOfCluster(needs)],
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    }),
    passRoles: statement({
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: [task.executionRole.arn, task.taskRole.arn],
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    }),
  };
}
