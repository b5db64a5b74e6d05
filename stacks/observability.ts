import { type FargateService } from "../components/compute";
import { instanceClass } from "../components/data";
import { type Edge } from "../components/edge";
import { type ExtraGraph, Observability, type Watched } from "../components/operations";
import { type Backend } from "./backend";
import { type ServiceConfig } from "./config";
import { type Foundation } from "./foundation";
import { type FrontEnd } from "./front-end";

/** What there is to watch. */
export interface Observed {
  readonly foundation: Foundation;
  readonly backend: Backend;
  readonly frontEnd: FrontEnd;
  readonly edge: Edge;
  /** Name under which the firewall of the distribution counts. @default no firewall */
  readonly webAclMetricName?: string;
  /** Graphs of what other parts measure, with the dimensions of each subject. @default none */
  readonly extras?: { readonly graphs: readonly ExtraGraph[]; readonly dimensions: Watched["others"] };
}

/** Alarms, dashboard and budget over all parts of the stack, made last. */
export function createObservability(observed: Observed): Observability {
  const { foundation, backend, frontEnd, extras } = observed;
  const { config, account, topics, opts } = foundation;
  const services = [backend.service, ...(frontEnd.containers === undefined ? [] : [frontEnd.containers.service])];
  return new Observability(
    "observability",
    {
      prefix: config.prefix,
      account,
      alarms: config.alerts.alarms,
      topics,
      watched: watched(observed),
      parameterGroupName: backend.database.instance.parameterGroupName,
      otherAlarmArns: services.flatMap((service) => service.rollbackAlarms.map((alarm) => alarm.arn)),
      extraGraphs: extras?.graphs ?? [],
      dashboard: config.alerts.dashboard,
      budget: {
        monthlyUsd: config.alerts.monthlyBudgetUsd,
        ...(config.alerts.email === undefined ? {} : { email: config.alerts.email }),
      },
    },
    opts,
  );
}

function watched({ foundation, backend, frontEnd, edge, webAclMetricName, extras }: Observed): Watched {
  const { config, cluster, egress } = foundation;
  const { containers } = frontEnd;
  return {
    clusterName: cluster.name,
    loadBalancers: {
      ...(containers === undefined ? {} : { public: { arnSuffix: containers.loadBalancer.arnSuffix } }),
      internal: { arnSuffix: backend.loadBalancer.arnSuffix },
    },
    services: {
      ...(containers === undefined ? {} : { frontend: watchedService(containers.service, "public", config.ssr) }),
      backend: watchedService(backend.service, "internal", config.backend),
    },
    capacityProviders: Object.fromEntries(
      Object.entries(cluster.ec2).map(([architecture, instances]) => [architecture, instances.capacityProviderName]),
    ),
    database: {
      identifier: backend.database.identifier,
      instanceClass: instanceClass(config.database.instanceClass),
      storageGb: config.database.storageGb,
    },
    natGateways: egress.natGatewayIds,
    distributionId: edge.distributionId,
    containerInsights: config.alerts.containerInsights,
    waf: webAclMetricName !== undefined,
    alwaysOn: config.offHours === undefined,
    ...(webAclMetricName === undefined ? {} : { webAclMetricName }),
    ...(extras?.dimensions === undefined ? {} : { others: extras.dimensions }),
  };
}

function watchedService(
  service: FargateService,
  loadBalancer: "public" | "internal",
  { minTasks, maxTasks, scaling }: ServiceConfig,
): Watched["services"][string] {
  return {
    loadBalancer,
    minTasks,
    maxTasks,
    scaling,
    serviceName: service.serviceName,
    targetGroupArnSuffix: service.targetGroupArnSuffix,
  };
}
