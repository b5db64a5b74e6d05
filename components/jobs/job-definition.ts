import type * as pulumi from "@pulumi/pulumi";

import { type JobRules } from "./job-limits";

/** What a job's state machine starts. */
export interface JobTask {
  readonly partition: string;
  readonly clusterArn: pulumi.Input<string>;
  /** ARN of the family, which always means its newest revision. */
  readonly taskDefinitionArn: pulumi.Input<string>;
  readonly capacityProvider: "FARGATE" | "FARGATE_SPOT";
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

/** Seconds until a run that began just before is on the list of runs, which is eventually consistent. */
const SETTLE_SECONDS = 15;
/** Seconds between two tries: Spot capacity and whatever failed for a moment may be back. */
const RETRY_SECONDS = 60;
/** Seconds after the end of a job's time in which the machine still says what happened. */
const BACKSTOP_SECONDS = 900;

/** Ends of a task that say nothing about the job itself, so that it is tried again. Source: Amazon ECS API reference, `Task`. */
const PASSING_STOPS = ["SpotInterruption", "TaskFailedToStart", "TerminationNotice"];

/**
 * An Amazon States Language definition (JSONata) of one run of a job.
 *
 * A run that finds an earlier one still going fails as `StillRunning` and starts nothing; of two that begin in the same
 * moment the first by time and name goes on. The list of runs is eventually consistent, so this is best effort: a job that
 * must never run twice at once takes a lock of its own.
 *
 * Step Functions stops the task when its time is over, which AWS calls a best effort too, and the run fails as
 * `JobTimedOut`. A task that ends with one of the given exit codes, that Spot or Fargate took back, or that did not
 * start is tried again after a minute, within the same time; else the run fails as `JobFailed` with the reason.
 *
 * Source: AWS Step Functions developer guide, "Run Amazon ECS or Fargate tasks with Step Functions", "Run a Job (.sync)"
 * (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html) and API reference, `ListExecutions`.
 */
export function jobDefinition(task: JobTask, rules: JobRules): object {
  const { timeoutMinutes } = rules;
  return {
    Comment: "One run of a job, alone and within its time",
    QueryLanguage: "JSONata",
    TimeoutSeconds: timeoutMinutes * 60 + BACKSTOP_SECONDS,
    StartAt: "Settle",
    States: {
      Settle: { Type: "Wait", Seconds: SETTLE_SECONDS, Next: "Others" },
      ...alone(task.partition, timeoutMinutes),
      ...tries(task, rules),
      Failed: { Type: "Fail", Error: "JobFailed", Cause: "{% 'Try ' & $tries & ': ' & $why %}" },
      TimedOut: {
        Type: "Fail",
        Error: "JobTimedOut",
        Cause: `Not done within ${timeoutMinutes} minutes; a task that still ran was told to stop`,
      },
      Done: { Type: "Succeed" },
    },
  };
}

/** Goes on to `Run` only where no run that began earlier still goes. */
function alone(partition: string, timeoutMinutes: number): object {
  const others = [
    "$me := $states.context.Execution",
    "$began := $toMillis($me.StartTime)",
    "$isEarlier := function($one) { ($at := $toMillis($one.StartDate); $at < $began or ($at = $began and $one.ExecutionArn < $me.Id)) }",
    "$found := $states.result.Executions[ExecutionArn != $me.Id][$isEarlier($)]",
    "$count($found) = 0 ? '' : $found[0].ExecutionArn",
  ];
  return {
    Others: {
      Type: "Task",
      Resource: `arn:${partition}:states:::aws-sdk:sfn:listExecutions`,
      Arguments: { StateMachineArn: "{% $states.context.StateMachine.Id %}", StatusFilter: "RUNNING" },
      Assign: {
        earlier: `{% (${others.join("; ")}) %}`,
        deadline: `{% $toMillis($states.context.Execution.StartTime) + ${timeoutMinutes * 60_000} %}`,
        tries: 0,
        why: "",
        again: false,
      },
      Retry: [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 3 }],
      Next: "Alone",
    },
    Alone: {
      Type: "Choice",
      Choices: [{ Condition: "{% $earlier = '' %}", Next: "Run" }],
      Default: "StillRunning",
    },
    StillRunning: {
      Type: "Fail",
      Error: "StillRunning",
      Cause: "{% 'Nothing was started: ' & $earlier & ' still runs' %}",
    },
  };
}

function tries(task: JobTask, { retry }: JobRules): object {
  const left = "($deadline - $toMillis($states.context.State.EnteredTime)) / 1000";
  return {
    Run: {
      Type: "Task",
      Resource: `arn:${task.partition}:states:::ecs:runTask.sync`,
      TimeoutSeconds: `{% $max([1, $floor(${left})]) %}`,
      Arguments: {
        Cluster: task.clusterArn,
        TaskDefinition: task.taskDefinitionArn,
        CapacityProviderStrategy: [{ CapacityProvider: task.capacityProvider, Weight: 1 }],
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: task.subnetIds,
            SecurityGroups: task.securityGroupIds,
            AssignPublicIp: "DISABLED",
          },
        },
        EnableECSManagedTags: true,
        PropagateTags: "TASK_DEFINITION",
      },
      Catch: [
        { ErrorEquals: ["States.Timeout"], Next: "TimedOut" },
        {
          ErrorEquals: ["States.ALL"],
          Assign: { tries: "{% $tries + 1 %}", ...verdict(retry.exitCodes) },
          Next: "Judge",
        },
      ],
      Next: "Done",
    },
    Judge: {
      Type: "Choice",
      Choices: [
        { Condition: `{% $not($again) or $tries > ${retry.times} %}`, Next: "Failed" },
        { Condition: `{% ${left} <= ${RETRY_SECONDS} %}`, Next: "TimedOut" },
      ],
      Default: "Pause",
    },
    Pause: { Type: "Wait", Seconds: RETRY_SECONDS, Next: "Run" },
  };
}

/** Whether another try is worth it, and what happened: the cause is the stopped task as JSON, or what ECS said. */
function verdict(exitCodes: readonly number[]): { readonly again: string; readonly why: string } {
  const task = [
    "$error := $states.errorOutput",
    "$task := $substring($error.Cause, 0, 1) = '{' ? $parse($error.Cause) : {}",
    "$code := $task.Containers[0].ExitCode",
  ].join("; ");
  const list = (values: readonly (string | number)[]): string => JSON.stringify(values);
  return {
    again: `{% (${task}; $not($exists($task.StopCode)) or $task.StopCode in ${list(PASSING_STOPS)} or ($task.StopCode = 'EssentialContainerExited' and $exists($code) and $code in ${list(exitCodes)})) %}`,
    why: `{% (${task}; $not($exists($task.StopCode)) ? $error.Error & ': ' & $error.Cause : $task.StopCode = 'EssentialContainerExited' and $exists($code) ? 'exit code ' & $code : $task.StopCode & ': ' & $task.StoppedReason) %}`,
  };
}
