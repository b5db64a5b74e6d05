import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../account";
import { type ContainerTask } from "../compute/container-task";
import { type PolicyStatement, statement } from "../security/iam";

/** What a job's state machine acts on. */
export interface MachineNeeds {
  readonly account: AccountContext;
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly task: ContainerTask;
  readonly stateMachineArn: pulumi.Input<string>;
}

/** Rule by which Step Functions hears that a task ended; one for all machines of an account, which it makes itself. */
const TASK_EVENTS_RULE = "rule/StepFunctionsGetEventsForECSTaskRule";

/**
 * Runs the tasks of one family on one cluster, hears of their end, stops them, and lists the machine's own runs.
 *
 * Source: AWS Step Functions developer guide, "IAM policies for calling Amazon ECS"
 * (https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html).
 */
export function machineStatements({ account, clusterName, ...needs }: MachineNeeds): PolicyStatement[] {
  const { clusterArn, stateMachineArn, task } = needs;
  const tasks = arn(account, "ecs", pulumi.interpolate`task/${clusterName}/*`);
  return [
    statement({
      sid: "RunTask",
      actions: ["ecs:RunTask"],
      resources: [task.arnWithoutRevision, pulumi.interpolate`${task.arnWithoutRevision}:*`],
      conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
    }),
    statement({ sid: "FollowTask", actions: ["ecs:DescribeTasks", "ecs:StopTask"], resources: [tasks] }),
    statement({
      sid: "TagTask",
      actions: ["ecs:TagResource"],
      resources: [tasks],
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    }),
    statement({
      sid: "TaskEvents",
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [arn(account, "events", TASK_EVENTS_RULE)],
    }),
    statement({
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: [task.executionRole.arn, task.taskRole.arn],
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    }),
    statement({ sid: "OwnRuns", actions: ["states:ListExecutions"], resources: [stateMachineArn] }),
  ];
}
