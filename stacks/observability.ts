import { type FargateService } from "../components/compute";
import { type DatabaseBackup, instanceClass, type SecretRedeploy } from "../components/data";
import { type Edge } from "../components/edge";
import { type ExtraGraph, type Metric, Observability, type Watched } from "../components/operations";
import { type Backend } from "./backend";
import { type ServiceConfig } from "./config";
import { type Foundation } from "./context";
import { type FrontEnd } from "./front-end";

/** What there is to watch. */
export interface Observed {
  readonly foundation: Foundation;
  readonly backend: Backend;
  readonly backup: DatabaseBackup;
  readonly frontEnd: FrontEnd;
  readonly edge: Edge;
  /** Name under which the firewall of the distribution counts. @default no firewall */
  readonly webAclMetricName?: string;
}

/** Alarms, dashboard and budget over all parts of the stack, made last. */
export function createObservability(observed: Observed): Observability {
  const { foundation, backend, frontEnd } = observed;
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
      extraGraphs: safetyGraphs(config.prefix, Object.keys(redeployments(observed))),
      dashboard: config.alerts.dashboard,
      budget: {
        monthlyUsd: config.alerts.monthlyBudgetUsd,
        ...(config.alerts.email === undefined ? {} : { email: config.alerts.email }),
      },
    },
    opts,
  );
}

function watched(observed: Observed): Watched {
  const { foundation, backend, backup, frontEnd, edge, webAclMetricName } = observed;
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
    others: {
      dumps: { Database: backend.database.databaseName },
      deadLetters: { QueueName: backup.deadLetterQueueName },
      ...Object.fromEntries(
        Object.entries(redeployments(observed)).map(([name, { stateMachineArn }]) => [
          name,
          { StateMachineArn: stateMachineArn },
        ]),
      ),
    },
  };
}

/** What restarts services after a rotation, by service. */
const redeployments = ({ backend, frontEnd }: Observed): Record<string, SecretRedeploy> => ({
  ...(backend.redeploy === undefined ? {} : { backend: backend.redeploy }),
  ...(frontEnd.containers?.redeploy === undefined ? {} : { frontend: frontEnd.containers.redeploy }),
});

/** Dumps and the restarts that follow a rotation. */
function safetyGraphs(prefix: string, redeployed: readonly string[]): ExtraGraph[] {
  const other = (name: string, namespace: string, metricName: string, statistic: string): Metric => ({
    namespace,
    metricName,
    statistic,
    subject: { kind: "other", name },
  });
  const dump = (metricName: string, statistic: string) => other("dumps", `${prefix}/backup`, metricName, statistic);
  return [
    {
      title: "Dumps",
      lines: [
        { label: "completed", metric: dump("DumpCompleted", "Sum") },
        {
          label: "not started",
          metric: other("deadLetters", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"),
        },
      ],
    },
    { title: "Size of a dump, bytes", lines: [{ label: "size", metric: dump("DumpBytes", "Maximum") }] },
    ...(redeployed.length === 0
      ? []
      : [
          {
            title: "Restarts after a rotation",
            lines: redeployed.flatMap((service) => [
              { label: `${service} succeeded`, metric: other(service, "AWS/States", "ExecutionsSucceeded", "Sum") },
              { label: `${service} failed`, metric: other(service, "AWS/States", "ExecutionsFailed", "Sum") },
              { label: `${service} timed out`, metric: other(service, "AWS/States", "ExecutionsTimedOut", "Sum") },
            ]),
          },
        ]),
  ];
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
