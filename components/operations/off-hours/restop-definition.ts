import type * as pulumi from "@pulumi/pulumi";

export interface RestopArgs {
  readonly partition: string;
  readonly databaseIdentifier: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  /** Names of the services that are stopped together with the database. */
  readonly serviceNames: readonly pulumi.Input<string>[];
}

const POLL_SECONDS = 60;
/** Recovery of a large database after a start may take long; after this somebody has to look. */
const LIMIT_SECONDS = 3 * 3600;

/**
 * An Amazon States Language definition (JSONata) that stops the database again once RDS has started it: it waits until
 * the instance is available, since no other state can be stopped, and leaves it alone when a service should have tasks,
 * which means that working hours have begun meanwhile.
 *
 * Source: Amazon RDS user guide, "Stopping an Amazon RDS DB instance temporarily".
 */
export function restopDefinition(args: RestopArgs): object {
  const { partition, databaseIdentifier, clusterName, serviceNames } = args;
  const sdk = `arn:${partition}:states:::aws-sdk`;
  const database = { DbInstanceIdentifier: databaseIdentifier };
  return {
    Comment: "Stops the database again after RDS started it because it was stopped for seven days",
    QueryLanguage: "JSONata",
    TimeoutSeconds: LIMIT_SECONDS,
    StartAt: "Wait",
    States: {
      Wait: { Type: "Wait", Seconds: POLL_SECONDS, Next: "Look" },
      Look: {
        Type: "Task",
        Resource: `${sdk}:rds:describeDBInstances`,
        Arguments: database,
        Assign: { status: "{% $states.result.DbInstances[0].DbInstanceStatus %}" },
        Retry: transientErrors,
        Next: "Decide",
      },
      Decide: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $status = 'available' %}", Next: "LookAtServices" },
          { Condition: "{% $status in ['stopping', 'stopped', 'deleting'] %}", Next: "Done" },
        ],
        Default: "Wait",
      },
      LookAtServices: {
        Type: "Task",
        Resource: `${sdk}:ecs:describeServices`,
        Arguments: { Cluster: clusterName, Services: serviceNames },
        Assign: { isAwake: "{% $count($states.result.Services[DesiredCount > 0]) > 0 %}" },
        Retry: transientErrors,
        Next: "IsWorkingTime",
      },
      IsWorkingTime: {
        Type: "Choice",
        Choices: [{ Condition: "{% $isAwake %}", Next: "Done" }],
        Default: "Stop",
      },
      Stop: {
        Type: "Task",
        Resource: `${sdk}:rds:stopDBInstance`,
        Arguments: database,
        Output: {},
        Retry: transientErrors,
        Next: "Done",
      },
      Done: { Type: "Succeed" },
    },
  };
}

/** Faults that pass by themselves, and an instance that is busy again by the time it is told to stop. */
const transientErrors = [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 30, MaxAttempts: 5, BackoffRate: 2 }];
