import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { statement } from "../../security/iam";
import { duration, type Experiment } from "./experiment";
import { findTasks, type TaskCluster, tasksOf } from "./find-tasks";

/**
 * Tasks that one experiment may slow: quota "Target Tasks for aws:ecs:task-network-latency", which AWS raises on request.
 *
 * Source: AWS General Reference, "AWS Fault Injection Service endpoints and quotas"
 * (https://docs.aws.amazon.com/general/latest/gr/fis.html).
 */
const MOST_TASKS = 5;

/** What AWS FIS runs through the SSM agent in each task. */
const DOCUMENT = "AWSFIS-Run-Network-Latency-ECS";

export interface SlowedService extends TaskCluster {
  readonly name: string;
  readonly serviceName: pulumi.Input<string>;
  /** One at least. */
  readonly minTasks: number;
  /** Added to whatever leaves a task. */
  readonly milliseconds: number;
  readonly minutes: number;
}

/**
 * Whatever leaves the tasks of one service, answers and questions alike, is on its way longer: five tasks at most, as many as
 * the service has at least. Its tasks need `faultInjection`; without, the experiment fails and does nothing.
 *
 * Sources: AWS FIS user guide, "AWS FIS actions reference", aws:ecs:task-network-latency
 * (https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html), and "Use the AWS FIS aws:ecs:task actions"
 * (https://docs.aws.amazon.com/fis/latest/userguide/ecs-task-actions.html).
 */
export function slowTasks(account: AccountContext, service: SlowedService): Experiment {
  const { name, clusterName, serviceName, minTasks, milliseconds, minutes } = service;
  const tasks = tasksOf(account, service);
  return {
    description: `What leaves the tasks of ${name} takes ${milliseconds} ms longer`,
    actions: [
      {
        name: `slow-${name}`,
        actionId: "aws:ecs:task-network-latency",
        target: { kind: "Tasks", name },
        // Fargate lets nothing else at the network of a task.
        parameters: {
          duration: duration(minutes),
          delayMilliseconds: String(milliseconds),
          useEcsFaultInjectionEndpoints: "true",
        },
        minutes,
      },
    ],
    targets: [
      {
        name,
        resourceType: "aws:ecs:task",
        parameters: { cluster: clusterName, service: serviceName },
        selection: `COUNT(${Math.min(minTasks, MOST_TASKS)})`,
      },
    ],
    statements: [
      statement({ sid: "Tasks", actions: ["ecs:DescribeTasks"], resources: [tasks] }),
      ...findTasks(service),
      statement({
        sid: "FindInstances",
        actions: ["ec2:DescribeInstances", "ec2:DescribeSubnets"],
        resources: ["*"],
        reason: "Descriptions of EC2 have no resource level.",
      }),
      statement({
        sid: "FindContainerInstances",
        actions: ["ecs:DescribeContainerInstances"],
        resources: [arn(account, "ecs", pulumi.interpolate`container-instance/${clusterName}/*`)],
      }),
      statement({
        sid: "SlowBy",
        actions: ["ssm:SendCommand"],
        resources: [arn(account, "ssm", `document/${DOCUMENT}`, { accountId: "" })],
      }),
      statement({
        sid: "SlowOnly",
        actions: ["ssm:SendCommand"],
        resources: [arn(account, "ssm", "managed-instance/*")],
        conditions: { StringLike: { "ssm:resourceTag/ECS_TASK_ARN": tasks } },
      }),
      statement({
        sid: "SlowFollow",
        actions: ["ssm:CancelCommand", "ssm:ListCommands"],
        resources: ["*"],
        reason: "Commands of Systems Manager have no resource level.",
      }),
    ],
    expectedAlarms: [],
  };
}
