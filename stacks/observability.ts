import { burstOf, PRESSURE_METRICS, pressureNamespace } from "../components/compute";
import { type Cache, CACHE_NODES, type Database, type DatabaseBackup, instanceClass } from "../components/data";
import { type Edge } from "../components/edge";
import { type ExtraGraph, type Metric, Observability, type Watched } from "../components/operations";
import { type Firewall } from "../components/security";
import { type StackConfig } from "./config";
import { type Foundation, type RunningJob, type RunningService, type RunningWorker } from "./context";
import { emailOf } from "./encrypted";

/** What there is to watch. */
export interface Observed {
  readonly foundation: Foundation;
  readonly services: readonly RunningService[];
  readonly workers: readonly RunningWorker[];
  readonly jobs: readonly RunningJob[];
  readonly database: Database;
  readonly cache: Cache | undefined;
  readonly backup: DatabaseBackup;
  readonly edge: Edge;
  /** Firewall of the distribution. */
  readonly firewall: Firewall | undefined;
}

/** Alarms, dashboard and budget over all parts of the stack, made last. */
export function createObservability(observed: Observed): Observability {
  const { foundation, services, workers, jobs, database } = observed;
  const { config, account, topics, opts } = foundation;
  const redeployed = [...services, ...workers].filter(({ redeploy }) => redeploy !== undefined).map(({ name }) => name);
  return new Observability(
    "observability",
    {
      account,
      alarms: config.alerts.alarms,
      topics,
      watched: watched(observed),
      parameterGroupName: database.instance.parameterGroupName,
      otherAlarmArns: services.flatMap(({ fargate }) => fargate.rollbackAlarms.map((alarm) => alarm.arn)),
      extraGraphs: [...safetyGraphs(account.prefix, redeployed), ...jobGraphs(jobs.map(({ name }) => name))],
      dashboard: config.alerts.dashboard,
      budget: {
        monthlyUsd: config.alerts.monthlyBudgetUsd,
        email: emailOf(config),
      },
    },
    opts,
  );
}

function watched({ foundation, services, workers, jobs, database, cache, backup, edge, firewall }: Observed): Watched {
  const { config, cluster, egress } = foundation;
  // A request meets the front end first.
  const asRequestsMeetThem = [...services].reverse();
  const redeployments = [...services, ...workers].flatMap(({ name, redeploy }) =>
    redeploy === undefined ? [] : [[name, { StateMachineArn: redeploy.stateMachineArn }] as const],
  );
  return {
    clusterName: cluster.name,
    loadBalancers: Object.fromEntries(
      asRequestsMeetThem.map(({ entrance }) => [entrance.kind, { arnSuffix: entrance.loadBalancer.arnSuffix }]),
    ),
    services: Object.fromEntries(
      asRequestsMeetThem.map((service) => [service.name, watchedService(service, foundation.account.prefix)]),
    ),
    workers: Object.fromEntries(workers.map((worker) => [worker.name, watchedWorker(worker)])),
    capacityProviders: Object.fromEntries(
      Object.entries(cluster.ec2).map(([architecture, instances]) => [architecture, instances.capacityProviderName]),
    ),
    database: {
      identifier: database.identifier,
      instanceClass: instanceClass(config.database.instanceClass),
      storageGb: config.database.storageGb,
    },
    cache: watchedCache(config.cache, cache),
    natGateways: egress.natGatewayIds,
    distributionId: edge.distributionId,
    containerInsights: config.alerts.containerInsights,
    waf: firewall !== undefined,
    alwaysOn: config.offHours === undefined,
    webAclMetricName: firewall?.metricName,
    others: {
      dumps: { Database: database.databaseName },
      deadLetters: { QueueName: backup.deadLetterQueueName },
      ...Object.fromEntries(redeployments),
      ...Object.fromEntries(jobs.map(({ name, job }) => [name, { StateMachineArn: job.stateMachineArn }])),
    },
  };
}

/** Nodes of a replication group are called by its name and a number from 001. */
function watchedCache(settings: StackConfig["cache"], cache: Cache | undefined): Watched["cache"] {
  if (settings === undefined || cache === undefined) return undefined;
  const nodes = Array.from({ length: 1 + settings.replicas }, (_, index) => String(index + 1).padStart(3, "0"));
  return { cacheName: cache.cacheName, nodes, vcpus: CACHE_NODES[settings.nodeType]?.vcpus ?? 1 };
}

/** A metric of something that the stack watches by its dimensions alone. */
const other = (name: string, namespace: string, metricName: string, statistic: string): Metric => ({
  namespace,
  metricName,
  statistic,
  subject: { kind: "other", name },
});

/** How executions of a state machine ended. */
const executions = (machine: string, start = ""): ExtraGraph["lines"] => [
  { label: `${start}succeeded`, metric: other(machine, "AWS/States", "ExecutionsSucceeded", "Sum") },
  { label: `${start}failed`, metric: other(machine, "AWS/States", "ExecutionsFailed", "Sum") },
  { label: `${start}timed out`, metric: other(machine, "AWS/States", "ExecutionsTimedOut", "Sum") },
];

/** Dumps and the restarts that follow a rotation. */
function safetyGraphs(prefix: string, redeployed: readonly string[]): ExtraGraph[] {
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
            lines: redeployed.flatMap((service) => executions(service, `${service} `)),
          },
        ]),
  ];
}

/** Runs of each job. */
const jobGraphs = (names: readonly string[]): ExtraGraph[] =>
  names.map((name) => ({ title: `Runs of ${name}`, lines: executions(name) }));

function watchedService({ config, entrance, fargate }: RunningService, prefix: string): Watched["services"][string] {
  const burst = burstOf(config.scaling.burst);
  return {
    loadBalancer: entrance.kind,
    minTasks: config.minTasks,
    maxTasks: config.maxTasks,
    scaling: config.scaling,
    ...(fargate.alternateArnSuffix === undefined
      ? {}
      : { twoTargetGroups: true, alternateArnSuffix: fargate.alternateArnSuffix }),
    ...(burst === undefined
      ? {}
      : { pressure: { namespace: pressureNamespace(prefix), metrics: PRESSURE_METRICS, threshold: burst.inFlight } }),
    serviceName: fargate.serviceName,
    targetGroupArnSuffix: fargate.targetGroupArnSuffix,
  };
}

const watchedWorker = ({
  config: { minTasks, maxTasks, queue: rules, scaling },
  fargate,
  queue,
}: RunningWorker): NonNullable<Watched["workers"]>[string] => ({
  minTasks,
  maxTasks,
  messagesPerTask: scaling.messagesPerTask,
  ...rules,
  serviceName: fargate.serviceName,
  queueName: queue.queueName,
  deadLetterQueueName: queue.deadLetterQueueName,
});
