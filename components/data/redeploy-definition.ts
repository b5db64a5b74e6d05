import type * as pulumi from "@pulumi/pulumi";

/** A service that is told to start its tasks anew. */
export interface RedeployedService {
  /** Name or ARN. */
  readonly cluster: pulumi.Input<string>;
  /** Name. */
  readonly service: pulumi.Input<string>;
}

/** Services whose deployments take longer. */
export interface SlowDeployments {
  /** Minutes in which ECS moves requests, beside the start of the tasks. @default 0 */
  readonly shiftMinutes?: number | undefined;
}

const POLL_SECONDS = 60;
/** How long a deployment may take before it counts as failed, beside what moving requests takes. */
const REDEPLOY_MINUTES = 30;

/**
 * An Amazon States Language definition (JSONata) that forces a new deployment of each service, watches each until it is
 * complete, and fails naming those that did not get there: failed, rolled back or replaced by another deployment,
 * refused by ECS, or not complete after 30 minutes and those of its shift. A service that should run no tasks is done at once.
 *
 * One service that fails does not keep the others from being restarted.
 *
 * Source: Amazon ECS API reference, `Deployment` (`rolloutState`); Amazon States Language, "JSONata".
 */
export function redeployDefinition(
  partition: string,
  services: readonly RedeployedService[],
  { shiftMinutes = 0 }: SlowDeployments = {},
): object {
  const minutes = REDEPLOY_MINUTES + shiftMinutes;
  return {
    Comment: "Starts the tasks of services anew after a secret that they read changed",
    QueryLanguage: "JSONata",
    // Also when the limits of its states do not end it.
    TimeoutSeconds: (minutes + 15) * 60,
    StartAt: "Services",
    States: {
      Services: {
        Type: "Map",
        Items: services,
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "Redeploy",
          States: oneService(`arn:${partition}:states:::aws-sdk:ecs`, minutes),
        },
        Next: "Judge",
      },
      Judge: {
        Type: "Choice",
        Choices: [{ Condition: "{% $count($states.input[outcome != 'done']) = 0 %}", Next: "Done" }],
        Default: "Failed",
      },
      Done: { Type: "Succeed" },
      Failed: {
        Type: "Fail",
        Error: "RedeployFailed",
        Cause: "{% $join($states.input[outcome != 'done'].(service & ': ' & outcome), '; ') %}",
      },
    },
  };
}

function oneService(ecs: string, minutes: number): object {
  const named = (outcome: string) => ({ service: "{% $service %}", outcome });
  return {
    Redeploy: {
      Type: "Task",
      Resource: `${ecs}:updateService`,
      Arguments: {
        Cluster: "{% $states.input.cluster %}",
        Service: "{% $states.input.service %}",
        ForceNewDeployment: true,
      },
      Assign: {
        cluster: "{% $states.input.cluster %}",
        service: "{% $states.input.service %}",
        deployment: "{% $states.result.Service.Deployments[Status = 'PRIMARY'].Id %}",
        polls: 0,
      },
      Retry: transientErrors,
      Catch: [refused("redeploy")],
      Next: "Wait",
    },
    Wait: { Type: "Wait", Seconds: POLL_SECONDS, Next: "Look" },
    Look: {
      Type: "Task",
      Resource: `${ecs}:describeServices`,
      Arguments: { Cluster: "{% $cluster %}", Services: ["{% $service %}"] },
      Assign: {
        polls: "{% $polls + 1 %}",
        // Step Functions fails on a missing value, so each has a default.
        desired: "{% ($n := $states.result.Services[0].DesiredCount; $exists($n) ? $n : -1) %}",
        rollout: `{% (${MINE}; $exists($mine.RolloutState) ? $mine.RolloutState : 'GONE') %}`,
        primary: `{% (${MINE}; $exists($mine) and $mine.Status = 'PRIMARY') %}`,
      },
      Retry: transientErrors,
      Catch: [refused("look at")],
      Next: "Decide",
    },
    Decide: {
      Type: "Choice",
      Choices: [
        { Condition: "{% $desired = 0 %}", Next: "Complete" },
        { Condition: "{% $rollout = 'FAILED' %}", Next: "DeploymentFailed" },
        { Condition: "{% $not($primary) %}", Next: "Replaced" },
        { Condition: "{% $rollout = 'COMPLETED' %}", Next: "Complete" },
        { Condition: `{% $polls >= ${(minutes * 60) / POLL_SECONDS} %}`, Next: "TimedOut" },
      ],
      Default: "Wait",
    },
    Complete: { Type: "Pass", Output: named("done"), End: true },
    DeploymentFailed: { Type: "Pass", Output: named("the deployment failed"), End: true },
    Replaced: { Type: "Pass", Output: named("rolled back, or replaced by another deployment"), End: true },
    TimedOut: { Type: "Pass", Output: named(`not complete after ${minutes} minutes`), End: true },
    Refused: { Type: "Pass", Output: "{% $states.input %}", End: true },
  };
}

const MINE = "$mine := $states.result.Services[0].Deployments[Id = $deployment]";

/** Faults that pass by themselves: 4 tries within a minute. */
const transientErrors = [
  {
    ErrorEquals: ["Ecs.ServerException", "Ecs.ThrottlingException", "Ecs.SdkClientException"],
    IntervalSeconds: 5,
    MaxAttempts: 3,
    BackoffRate: 3,
  },
];

function refused(deed: string): object {
  return {
    ErrorEquals: ["States.ALL"],
    Output: {
      service: deed === "redeploy" ? "{% $states.input.service %}" : "{% $service %}",
      outcome: `{% 'ECS refused to ${deed} it: ' & $states.errorOutput.Error %}`,
    },
    Next: "Refused",
  };
}
