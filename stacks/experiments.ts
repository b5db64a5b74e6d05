import type * as pulumi from "@pulumi/pulumi";

import { type Database } from "../components/data";
import {
  type Experiment,
  Experiments,
  failOver,
  interruptSpot,
  MOST_STOP_CONDITIONS,
  noWayOut,
  type Observability,
  slowTasks,
  stopTasks,
  zoneWithoutNetwork,
} from "../components/operations";
import { type StackConfig } from "./config";
import { type Foundation, type RunningService, type RunningWorker } from "./context";

interface Tested {
  readonly foundation: Foundation;
  readonly services: readonly RunningService[];
  readonly workers: readonly RunningWorker[];
  readonly database: Database;
  readonly observability: Observability;
}

/** What `npm run drill` has to know of each experiment. */
export interface ExperimentOutputs {
  readonly minutes: number;
  readonly window: NonNullable<StackConfig["experiments"]>["window"];
  readonly templates: Readonly<
    Record<
      string,
      {
        readonly templateId: pulumi.Output<string>;
        readonly what: string;
        /** That AWS bills for one run. */
        readonly actionMinutes: number;
        readonly expectedAlarms: readonly pulumi.Input<string>[];
      }
    >
  >;
}

/** Experiments that this stack can stand by its configuration; undefined without `webapp:experiments`. */
export function createExperiments(tested: Tested): ExperimentOutputs | undefined {
  const { foundation, services, observability } = tested;
  const { config, account, logs, opts } = foundation;
  if (config.experiments === undefined) return undefined;
  const experiments = experimentsOf(tested, config.experiments);
  const made = new Experiments(
    "experiments",
    { account, experiments, stopAlarmArns: stopAlarms(services, observability), logs },
    opts,
  );
  const { minutes, window } = config.experiments;
  return {
    minutes,
    window,
    templates: Object.fromEntries(
      Object.entries(experiments).map(([name, { description, actions, expectedAlarms }]) => [
        name,
        {
          templateId: made.templateIds[name] ?? missing(name),
          what: description,
          actionMinutes: actions.reduce((sum, action) => sum + action.minutes, 0),
          expectedAlarms,
        },
      ]),
    ),
  };
}

/**
 * Alarms that end an experiment: errors that users see, of which a stack that survives the fault shows none. AWS FIS takes
 * five: those of the load balancers, then those of the services in the order in which a request meets them.
 */
function stopAlarms(services: readonly RunningService[], { alarms }: Observability): pulumi.Output<string>[] {
  const ofLoadBalancers = [...alarms].filter(([key]) => key.endsWith("-elb-5xx")).map(([, alarm]) => alarm.arn);
  const ofServices = [...services].reverse().flatMap(({ fargate }) => fargate.serverErrorAlarm?.arn ?? []);
  return [...ofLoadBalancers, ...ofServices].slice(0, MOST_STOP_CONDITIONS);
}

function experimentsOf(
  { foundation, services, workers, database }: Tested,
  { minutes, zone, latency }: NonNullable<StackConfig["experiments"]>,
): Record<string, Experiment> {
  const { account, cluster, config, network } = foundation;
  const { workloadAzs, nat } = config.network;
  const lost = zone ?? workloadAzs.at(-1) ?? "";
  const subnets = network.subnets[lost];
  const cut = { vpcId: network.vpcId, minutes, expectedAlarms: [] };
  const groups = Object.entries(cluster.ec2).map(([name, { instanceName }]) => [name, instanceName] as const);
  const inCluster = { clusterName: cluster.name, clusterArn: cluster.arn };
  const slowed = services.find(({ name }) => name === latency?.service);
  return {
    ...Object.fromEntries(
      stopTasks(account, {
        ...inCluster,
        services: Object.fromEntries(
          [...services, ...workers].map(({ name, fargate, config: { minTasks } }) => [
            name,
            { serviceName: fargate.serviceName, minTasks },
          ]),
        ),
      }).map((experiment, index) => [index === 0 ? "tasks" : `tasks-${index + 1}`, experiment]),
    ),
    ...(groups.length === 0 ? {} : { spot: interruptSpot(account, Object.fromEntries(groups)) }),
    ...(workloadAzs.length < 2 || subnets === undefined
      ? {}
      : {
          zone: zoneWithoutNetwork(account, lost, {
            ...cut,
            subnetIds: [subnets.publicId, subnets.privateId, subnets.isolatedId],
            expectedAlarms: services.flatMap(({ fargate }) => fargate.unhealthyAlarm?.name ?? []),
          }),
        }),
    ...(nat === "none" ? {} : { nat: noWayOut(account, { ...cut, subnetIds: [...natSubnets(foundation)] }) }),
    ...(config.database.multiAz ? { database: failOver(account, database.arn) } : {}),
    ...(latency === undefined || slowed === undefined
      ? {}
      : {
          latency: slowTasks(account, {
            ...inCluster,
            name: slowed.name,
            serviceName: slowed.fargate.serviceName,
            minTasks: slowed.config.minTasks,
            milliseconds: latency.milliseconds,
            minutes,
          }),
        }),
  };
}

/** Subnets that lose their way out with one NAT: those of one zone where each has its own, else all that run tasks. */
function natSubnets({ config, network, workloadSubnetIds }: Foundation): readonly pulumi.Output<string>[] {
  const lost = network.subnets[config.network.workloadAzs.at(-1) ?? ""];
  return config.network.nat === "perAz" && lost !== undefined ? [lost.privateId] : workloadSubnetIds;
}

function missing(name: string): never {
  throw new Error(`No template is called ${name}.`);
}
