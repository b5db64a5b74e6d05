import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ContainerTask, type ContainerTaskArgs } from "../compute/container-task";
import { refuse } from "../errors";
import { type LogSettings } from "../log-settings";
import { createRecordedMachine, stateMachineArn } from "../state-machine";
import { createJobAlarms } from "./job-alarms";
import { jobDefinition } from "./job-definition";
import { jobProblems, type JobRules, missingAfterHours } from "./job-limits";
import { createJobSchedule } from "./job-schedule";
import { machineStatements } from "./job-statements";

export interface ScheduledJobArgs extends Omit<ContainerTaskArgs, "compatibility" | "exec" | "port">, JobRules {
  /** IANA name, e.g. `Europe/Madrid`. @default "UTC" */
  readonly timezone?: string | undefined;
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  /** Where its tasks run. @default "fargateSpot" */
  readonly capacity?: "fargate" | "fargateSpot" | undefined;
  /** Private subnets with a way out. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** How the logs of its tasks and of its runs are kept. */
  readonly logs: LogSettings;
  /** Customer-managed key of the schedule; the machine has AWS's: docs/decisions/job-encryption.md. @default AWS's own */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Topic to notify when it was missed or failed. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Also alarm on each run that failed or was not started, before the job is missed. @default true */
  readonly watchEachRun?: boolean | undefined;
  /** Routes and rules that a task needs to start. @default none */
  readonly startAfter?: readonly pulumi.Resource[] | undefined;
}

/**
 * A container that starts on a schedule and ends: EventBridge Scheduler starts a run of a state machine, which runs the
 * newest revision of the task on Fargate and waits for its end.
 *
 * A run is refused while another one goes, its task is stopped when its time is over, and it is tried again when Spot took
 * it back, when it did not start, or when it ended with an exit code that asks for it (`jobDefinition`). It makes a
 * `ContainerTask`, the state machine with its log group, schedule and group, a queue of starts that failed, two roles and
 * up to three alarms.
 *
 * Cost: the task by the second while it runs; alarms, transitions and logs are cents.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 a month
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - State transitions: 0.025 per 1k state transitions
 * - Task of a run, vCPU (ARM, Spot): 0.01008421 per vCPU-h
 * - Task of a run, Memory (ARM, Spot): 0.0011087 per GB-h
 * - Requests: 0.40 per 1M requests
 * </cost>
 *
 * @example
 * ```ts
 * new ScheduledJob("digest", {
 *   account,
 *   image: "public.ecr.aws/amazonlinux/amazonlinux:2023", architecture: "arm64", cpu: 256, memory: 512,
 *   command: ["digest"],
 *   schedule: "cron(0 6 * * ? *)", timezone: "Europe/Madrid", timeoutMinutes: 30,
 *   retry: { exitCodes: [75], times: 2 },
 *   clusterName: cluster.name, clusterArn: cluster.arn,
 *   subnetIds: network.privateSubnetIds,
 *   securityGroupIds: [security.groupId("tasks:digest")],
 *   logs: { retentionDays: 30 },
 *   alarmTopicArn: topic.arn,
 *   startAfter: [security, ...egress.ready],
 * });
 * ```
 */
export class ScheduledJob extends pulumi.ComponentResource {
  readonly task: ContainerTask;
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** Started by hand it runs the job once more. */
  readonly stateMachineArn: pulumi.Output<string>;
  /** Starts that failed; for metrics. */
  readonly deadLetterQueueName: pulumi.Output<string>;

  constructor(name: string, args: ScheduledJobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:jobs:ScheduledJob", name, {}, opts);
    const { timezone = "UTC", watchEachRun = true, startAfter = [], alarmTopicArn, timeoutMinutes } = args;
    refuse(
      name,
      jobProblems(args).map(({ setting, value, fix }) => `${setting} is ${value}: it ${fix}.`),
    );

    this.task = new ContainerTask(name, args, { parent: this });
    const machine = this.createMachine(name, args);
    const deadLetters = createJobSchedule(
      name,
      {
        ...args,
        timezone,
        stateMachineArn: machine.arn,
        startAfter: [...this.task.grants, ...startAfter],
      },
      { parent: this },
    );
    createJobAlarms(
      name,
      {
        stateMachineArn: machine.arn,
        deadLetterQueueName: deadLetters.name,
        missingAfterHours: missingAfterHours(args),
        timeoutMinutes,
        alarmTopicArn,
        watchEachRun,
      },
      { parent: this },
    );

    this.taskDefinitionArn = this.task.arn;
    this.stateMachineArn = machine.arn;
    this.deadLetterQueueName = deadLetters.name;
    this.registerOutputs({ stateMachineArn: this.stateMachineArn });
  }

  private createMachine(name: string, args: ScheduledJobArgs): aws.sfn.StateMachine {
    const { account, clusterArn, clusterName, capacity = "fargateSpot", logs, securityGroupIds, subnetIds } = args;
    return createRecordedMachine(
      name,
      {
        account,
        logs,
        logGroup: `${name}-runs`,
        statements: machineStatements({
          account,
          clusterArn,
          clusterName,
          task: this.task,
          stateMachineArn: stateMachineArn(account, name),
        }),
        definition: pulumi.jsonStringify(
          jobDefinition(
            {
              partition: account.partition,
              clusterArn,
              taskDefinitionArn: this.task.arnWithoutRevision,
              capacityProvider: capacity === "fargate" ? "FARGATE" : "FARGATE_SPOT",
              subnetIds,
              securityGroupIds,
            },
            args,
          ),
        ),
      },
      { parent: this },
    );
  }
}
