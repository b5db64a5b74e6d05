import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type RunTaskNeeds, runTaskStatements } from "../compute/run-task-statements";
import { createDeadLetterQueue } from "../operations/dead-letter-queue";
import { createServiceRole, type PolicyStatement, statement } from "../security/iam";
import { scheduleKeyStatements } from "../security/schedule-key";

export interface DumpScheduleArgs extends RunTaskNeeds {
  readonly subnetIds: pulumi.Input<string>[];
  readonly securityGroupIds: pulumi.Input<string>[];
  /** `cron(…)` or `rate(…)`. */
  readonly schedule: string;
  /** IANA name, e.g. `Europe/Madrid`. */
  readonly timezone: string;
  /** Key of the schedule and what it sends. @default AWS's own */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** What must exist before the first run. */
  readonly startAfter: readonly pulumi.Resource[];
}

/** How long the start of a task is tried again. */
const RETRY_SECONDS = 3600;

export interface DumpSchedule {
  /** Receives the starts that failed. */
  readonly deadLetterQueue: aws.sqs.Queue;
}

/**
 * A schedule, in a group of its own, that starts the task on Fargate; a start that keeps failing ends in a queue.
 *
 * Source: EventBridge Scheduler user guide, "Confused deputy prevention" (the source is the group, not the schedule).
 */
export function createDumpSchedule(
  name: string,
  args: DumpScheduleArgs,
  opts: { parent: pulumi.Resource },
): DumpSchedule {
  const { parent } = opts;
  const group = new aws.scheduler.ScheduleGroup(name, {}, { parent });
  const deadLetterQueue = createDeadLetterQueue(name, opts);
  const { role, grants } = createServiceRole(
    `${name}-schedule`,
    {
      account: args.account,
      service: "scheduler.amazonaws.com",
      sourceArn: group.arn,
      statements: scheduleStatements(args, group.name, deadLetterQueue.arn),
    },
    opts,
  );
  new aws.scheduler.Schedule(
    name,
    {
      groupName: group.name,
      description: "Starts the dump of the database",
      scheduleExpression: args.schedule,
      scheduleExpressionTimezone: args.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      kmsKeyArn: args.keyArn,
      target: {
        arn: args.clusterArn,
        roleArn: role.arn,
        ecsParameters: {
          // The ARN of the family runs its newest revision, so a deployment does not change the schedule.
          taskDefinitionArn: args.task.arnWithoutRevision,
          launchType: "FARGATE",
          taskCount: 1,
          networkConfiguration: {
            subnets: args.subnetIds,
            securityGroups: args.securityGroupIds,
            assignPublicIp: false,
          },
          enableEcsManagedTags: true,
          propagateTags: "TASK_DEFINITION",
        },
        deadLetterConfig: { arn: deadLetterQueue.arn },
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: RETRY_SECONDS },
      },
    },
    { parent, dependsOn: [...grants, ...args.task.grants, ...args.startAfter] },
  );
  return { deadLetterQueue };
}

function scheduleStatements(
  args: DumpScheduleArgs,
  groupName: pulumi.Output<string>,
  queueArn: pulumi.Output<string>,
): PolicyStatement[] {
  const { runTask, tagTask, passRoles } = runTaskStatements(args);
  return [
    runTask,
    passRoles,
    tagTask,
    statement({ sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [queueArn] }),
    ...scheduleKeyStatements(args.account, groupName, args.keyArn),
  ];
}
