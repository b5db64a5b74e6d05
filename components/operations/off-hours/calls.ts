import * as pulumi from "@pulumi/pulumi";

import { shiftWeeklyCron } from "../../schedule";
import { DATABASE_LEAD_MINUTES, databaseStart } from "./database-start";

/** Minutes that services get to become healthy before alarm actions are turned on. */
const STARTUP_MINUTES = 15;

/** A service that is stopped by night. */
export interface RestingService {
  readonly serviceName: pulumi.Input<string>;
  readonly serviceArn: pulumi.Input<string>;
  /** What Application Auto Scaling calls it, `service/<cluster>/<service>`. */
  readonly resourceId: pulumi.Input<string>;
  /** Its scalable target. */
  readonly scalableTargetArn: pulumi.Input<string>;
  /** Bounds by day. */
  readonly minTasks: number;
  readonly maxTasks: number;
}

export interface Hours {
  /** Weekly cron, e.g. `cron(0 20 ? * MON-FRI *)`. */
  readonly stop: string;
  /** Weekly cron, e.g. `cron(0 7 ? * MON-FRI *)`. */
  readonly start: string;
}

export interface CallsArgs extends Hours {
  /** By name. */
  readonly services: Readonly<Record<string, RestingService>>;
  readonly databaseIdentifier: pulumi.Input<string>;
  /** Alarms whose actions are off by night. */
  readonly mutedAlarms: readonly pulumi.Input<string>[];
}

/** One call to AWS at fixed times. */
export interface ScheduledCall {
  readonly name: string;
  readonly description: string;
  readonly cron: string;
  /** Service and action as EventBridge Scheduler spells them, e.g. `rds:stopDBInstance`. */
  readonly action: string;
  readonly input: pulumi.Output<string>;
}

/**
 * Every call that stops the application and starts it again.
 *
 * Application Auto Scaling enforces bounds when they are registered, so 0 and 0 stops a service and keeps its policies
 * from starting it again. The inputs are spelt as EventBridge Scheduler wants them: `DbInstanceIdentifier`, unlike RDS.
 *
 * Source: EventBridge Scheduler user guide, "Using universal targets".
 */
export function scheduledCalls(args: CallsArgs): ScheduledCall[] {
  const { stop, start } = args;
  const database = pulumi.jsonStringify({ DbInstanceIdentifier: args.databaseIdentifier });
  const alarms = pulumi.jsonStringify({ AlarmNames: args.mutedAlarms });
  return [
    ...Object.entries(args.services).flatMap(([name, service]) => [
      bounds(`stop-${name}`, `Stops every task of ${name}`, stop, service, { min: 0, max: 0 }),
      bounds(`start-${name}`, `Starts ${name}`, start, service, { min: service.minTasks, max: service.maxTasks }),
    ]),
    {
      name: "stop-database",
      description: "Stops the database",
      cron: stop,
      action: "rds:stopDBInstance",
      input: database,
    },
    {
      name: "start-database",
      description: `Starts the database ${DATABASE_LEAD_MINUTES} minutes before the services`,
      cron: databaseStart(start),
      action: "rds:startDBInstance",
      input: database,
    },
    ...(args.mutedAlarms.length === 0
      ? []
      : [
          {
            name: "mute-alarms",
            description: "Availability alarms say nothing while the application is stopped",
            cron: stop,
            action: "cloudwatch:disableAlarmActions",
            input: alarms,
          },
          {
            name: "unmute-alarms",
            description: `Availability alarms speak again ${STARTUP_MINUTES} minutes after the start`,
            cron: shiftWeeklyCron(start, STARTUP_MINUTES),
            action: "cloudwatch:enableAlarmActions",
            input: alarms,
          },
        ]),
  ];
}

function bounds(
  name: string,
  description: string,
  cron: string,
  service: RestingService,
  { min, max }: { readonly min: number; readonly max: number },
): ScheduledCall {
  return {
    name,
    description,
    cron,
    action: "applicationautoscaling:registerScalableTarget",
    input: pulumi.jsonStringify({
      ServiceNamespace: "ecs",
      ScalableDimension: "ecs:service:DesiredCount",
      ResourceId: service.resourceId,
      MinCapacity: min,
      MaxCapacity: max,
    }),
  };
}
