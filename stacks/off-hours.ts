import * as pulumi from "@pulumi/pulumi";

import { type FargateService } from "../components/compute";
import { type Observability, OffHours } from "../components/operations";
import { type Backend } from "./backend";
import { type ServiceConfig } from "./config";
import { type Foundation } from "./context";
import { type FrontEnd } from "./front-end";

/** Schedules that stop the stack's services and database at night; undefined without `webapp:offHours`. */
export function createOffHours(
  foundation: Foundation,
  backend: Backend,
  frontEnd: FrontEnd,
  observability: Observability,
): OffHours | undefined {
  const { config, account, cluster, keys, topics, opts } = foundation;
  if (config.offHours === undefined) return undefined;
  const { containers } = frontEnd;
  const resting = (service: FargateService, { minTasks, maxTasks }: ServiceConfig) => ({
    serviceName: service.serviceName,
    serviceArn: service.serviceArn,
    resourceId: pulumi.interpolate`service/${cluster.name}/${service.serviceName}`,
    scalableTargetArn: service.scalingTarget.arn,
    minTasks,
    maxTasks,
  });
  return new OffHours(
    "off-hours",
    {
      prefix: config.prefix,
      account,
      ...config.offHours,
      services: {
        backend: resting(backend.service, config.backend),
        ...(containers === undefined ? {} : { frontend: resting(containers.service, config.ssr) }),
      },
      clusterName: cluster.name,
      database: { identifier: backend.database.identifier, arn: backend.database.arn },
      mutedAlarms: nightAlarms(observability),
      logRetentionDays: config.logs.retentionDays,
      alarmTopicArn: topics.regional,
      ...(keys.data === undefined ? {} : { keyArn: keys.data }),
      ...(keys.logs === undefined ? {} : { logsKeyArn: keys.logs }),
    },
    opts,
  );
}

/** Visitors at night meet a load balancer without tasks, which is no outage. */
function nightAlarms({ alarms, outageAlarm }: Observability): pulumi.Output<string>[] {
  const balancers = [...alarms].filter(([key]) => key.endsWith("-elb-5xx")).map(([, alarm]) => alarm.name);
  return [...balancers, ...(outageAlarm === undefined ? [] : [outageAlarm.alarmName])];
}
