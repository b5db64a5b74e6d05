import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { createQueue, LONGEST_RETENTION_SECONDS } from "../messaging";
import { createServiceRole, statement } from "../security/iam";
import { scheduleKeyStatements } from "../security/schedule-key";

export interface JobScheduleArgs {
  readonly account: AccountContext;
  readonly stateMachineArn: pulumi.Input<string>;
  /** `cron(…)` or `rate(…)`. */
  readonly schedule: string;
  /** IANA name, e.g. `Europe/Madrid`. */
  readonly timezone: string;
  /** Key of the schedule and what it sends. @default AWS's own */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** What must exist before the first run. */
  readonly startAfter: readonly pulumi.Resource[];
}

/** How long and how often the start of a run is tried again. */
const RETRY_SECONDS = 3600;
const RETRIES = 10;

/**
 * A schedule, in a group of its own, that starts runs of a state machine; a start that keeps failing ends in a queue.
 *
 * Source: EventBridge Scheduler user guide, "Confused deputy prevention" (the source is the group, not the schedule).
 */
export function createJobSchedule(
  name: string,
  args: JobScheduleArgs,
  opts: { parent: pulumi.Resource },
): aws.sqs.Queue {
  const { account, keyArn, stateMachineArn } = args;
  const { parent } = opts;
  const physicalName = `${account.prefix}-${name}`;
  const group = new aws.scheduler.ScheduleGroup(name, { name: physicalName }, { parent });
  const deadLetters = createQueue(
    `${name}-dead`,
    { namePrefix: `${physicalName}-dead-`, messageRetentionSeconds: LONGEST_RETENTION_SECONDS },
    opts,
  );
  const { role, grants } = createServiceRole(
    `${name}-schedule`,
    {
      account,
      service: "scheduler.amazonaws.com",
      sourceArn: group.arn,
      statements: [
        statement({ sid: "StartRun", actions: ["states:StartExecution"], resources: [stateMachineArn] }),
        statement({ sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [deadLetters.arn] }),
        ...scheduleKeyStatements(account, group.name, keyArn),
      ],
    },
    opts,
  );
  new aws.scheduler.Schedule(
    name,
    {
      name: physicalName,
      groupName: group.name,
      description: `Starts ${name}`,
      scheduleExpression: args.schedule,
      scheduleExpressionTimezone: args.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      kmsKeyArn: keyArn,
      target: {
        arn: stateMachineArn,
        roleArn: role.arn,
        input: JSON.stringify({ startedBy: "schedule" }),
        deadLetterConfig: { arn: deadLetters.arn },
        retryPolicy: { maximumRetryAttempts: RETRIES, maximumEventAgeInSeconds: RETRY_SECONDS },
      },
    },
    { parent, dependsOn: [...grants, ...args.startAfter] },
  );
  return deadLetters;
}
