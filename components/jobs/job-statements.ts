import type * as pulumi from "@pulumi/pulumi";

import { arn } from "../account";
import { type RunTaskNeeds, runTaskStatements, tasksOfCluster } from "../compute/run-task-statements";
import { type PolicyStatement, statement } from "../security/iam";

/** What a job's state machine acts on. */
export interface MachineNeeds extends RunTaskNeeds {
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
export function machineStatements(needs: MachineNeeds): PolicyStatement[] {
  const { runTask, tagTask, passRoles } = runTaskStatements(needs);
  return [
    runTask,
    statement({
      sid: "FollowTask",
      actions: ["ecs:DescribeTasks", "ecs:StopTask"],
      resources: [tasksOfCluster(needs)],
    }),
    tagTask,
    statement({
      sid: "TaskEvents",
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [arn(needs.account, "events", TASK_EVENTS_RULE)],
    }),
    passRoles,
    statement({ sid: "OwnRuns", actions: ["states:ListExecutions"], resources: [needs.stateMachineArn] }),
  ];
}
