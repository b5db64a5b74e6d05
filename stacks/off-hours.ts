import * as pulumi from "@pulumi/pulumi";

import { type Database } from "../components/data";
import { type Observability, OffHours } from "../components/operations";
import { type Foundation, type RunningService, type RunningWorker } from "./context";

/** Schedules that stop the stack's services and database at night; undefined without `webapp:offHours`. */
export function createOffHours(
  foundation: Foundation,
  services: readonly (RunningService | RunningWorker)[],
  database: Database,
  observability: Observability,
): OffHours | undefined {
  const { config, account, cluster, keys, logs, topics, opts } = foundation;
  if (config.offHours === undefined) return undefined;
  return new OffHours(
    "off-hours",
    {
      account,
      ...config.offHours,
      services: Object.fromEntries(services.map((service) => [service.name, resting(foundation, service)])),
      clusterName: cluster.name,
      database: { identifier: database.identifier, arn: database.arn },
      mutedAlarms: nightAlarms(observability),
      logs,
      alarmTopicArn: topics.regional,
      keyArn: keys.data,
    },
    opts,
  );
}

/** A service as the schedules scale it. */
const resting = (
  { cluster }: Foundation,
  { fargate, config: { minTasks, maxTasks } }: RunningService | RunningWorker,
) => ({
  serviceName: fargate.serviceName,
  serviceArn: fargate.serviceArn,
  resourceId: pulumi.interpolate`service/${cluster.name}/${fargate.serviceName}`,
  scalableTargetArn: fargate.scalingTarget.arn,
  minTasks,
  maxTasks,
});

/** Visitors at night meet a load balancer without tasks, which is no outage; messages wait for the morning. */
function nightAlarms({ alarms, outageAlarm }: Observability): pulumi.Output<string>[] {
  const resting = [...alarms].filter(([key]) => /-(elb-5xx|oldest-message)$/.test(key)).map(([, alarm]) => alarm.name);
  return [...resting, ...(outageAlarm === undefined ? [] : [outageAlarm.alarmName])];
}
