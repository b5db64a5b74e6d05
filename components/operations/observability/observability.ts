import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../../account";
import { refuse } from "../../errors";
import { type AlarmSet, alarmTable, isBurstable, outageKeys } from "./alarms";
import { createBudget } from "./budget";
import { createDashboard, type ExtraGraph, sections } from "./dashboard";
import { createDatabaseEvents } from "./database-events";
import { createDeploymentEvents } from "./deployment-events";
import { isEdge, type Metric, metricsOf } from "./metric";
import { type AlarmTopics, createMetricAlarm } from "./metric-alarm";
import { createOutageAlarm } from "./outage-alarm";
import { sourceProblems } from "./sources";
import { type Facts, type Watched } from "./watched";

export interface ObservabilityArgs {
  readonly account: AccountContext;
  /** How many alarms. `full` adds the composite alarm, deployment and database events. */
  readonly alarms: AlarmSet;
  readonly topics: AlarmTopics;
  /** What there is to watch. */
  readonly watched: Watched;
  /** Parameter group of the database, whose changes `full` reports. */
  readonly parameterGroupName: pulumi.Input<string>;
  /** Alarms of other components in the stack's region, for the dashboard. @default none */
  readonly otherAlarmArns?: readonly pulumi.Input<string>[] | undefined;
  /** Graphs of other components, for the dashboard. @default none */
  readonly extraGraphs?: readonly ExtraGraph[] | undefined;
  readonly dashboard: boolean;
  readonly budget: { readonly monthlyUsd: number; readonly email?: pulumi.Input<string> | undefined };
}

/**
 * Monitoring: alarms, a composite alarm for outages, events of deployments and database, one dashboard laid out
 * from the user to the database, and a budget.
 *
 * Cost: 0.10 USD a month for each metric an alarm reads, 0.50 for the composite; events and budget are free.
 * It refuses alarms and graphs of metrics that nothing publishes.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 or 0.20 a month
 * - Composite alarm: 0.50 a month
 * </cost>
 *
 * @example
 * ```ts
 * new Observability("observability", {
 *   account,
 *   alarms: "essential",
 *   topics: { regional: topic.arn },
 *   watched: {
 *     clusterName: cluster.name,
 *     loadBalancers: { internal: { arnSuffix: loadBalancer.arnSuffix } },
 *     services: {},
 *     capacityProviders: {},
 *     database: {
 *       identifier: database.identifier,
 *       instanceClass: instanceClass("db.t4g.micro"),
 *       storageGb: 20,
 *     },
 *     natGateways: egress.natGatewayIds,
 *     distributionId: edge.distributionId,
 *     containerInsights: false,
 *     waf: false,
 *     alwaysOn: true,
 *   },
 *   parameterGroupName: database.instance.parameterGroupName,
 *   dashboard: true,
 *   budget: { monthlyUsd: 100, email: "ops@example.com" },
 * });
 * ```
 */
export class Observability extends pulumi.ComponentResource {
  /** Alarms by key. */
  readonly alarms: ReadonlyMap<string, aws.cloudwatch.MetricAlarm>;
  /** Fires while users cannot use the application; only in the full set. */
  readonly outageAlarm: aws.cloudwatch.CompositeAlarm | undefined;
  /** Absent without a dashboard. */
  readonly dashboardName: pulumi.Output<string> | undefined;

  constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:Observability", name, {}, opts);
    const { account, topics, watched, extraGraphs = [], otherAlarmArns = [] } = args;
    const table = alarmTable(args.alarms, watched);
    const graphs = args.dashboard ? sections(watched, extraGraphs).flatMap((section) => section.graphs) : [];
    refuse(name, [
      ...watchedProblems(watched),
      ...sourceProblems(
        [
          ...table.flatMap(({ reading }): readonly Metric[] => metricsOf(reading)),
          ...graphs.flatMap(({ lines }) => lines.map(({ metric }) => metric)),
        ],
        sourcesOf(watched),
      ),
    ]);
    const child = { parent: this };

    this.alarms = new Map(
      table.map((description) => [
        description.key,
        createMetricAlarm(description, { account, watched, topics }, child),
      ]),
    );
    const regional = table.filter(({ reading }) => !metricsOf(reading).some(isEdge)).map(({ key }) => this.alarm(key));
    const shown = [...regional.map((alarm) => alarm.arn), ...otherAlarmArns];
    this.outageAlarm =
      args.alarms === "full"
        ? createOutageAlarm(
            {
              account,
              topicArn: topics.regional,
              alarms: outageKeys(watched).map((key) => this.alarm(key)),
              alwaysOn: watched.alwaysOn,
            },
            child,
          )
        : undefined;
    if (this.outageAlarm !== undefined) {
      const untold = createDeploymentEvents(
        { account, clusterName: watched.clusterName, topicArn: topics.regional },
        child,
      );
      shown.unshift(this.outageAlarm.arn, untold.arn);
      createDatabaseEvents(
        {
          instanceIdentifier: watched.database.identifier,
          parameterGroupName: args.parameterGroupName,
          topicArn: topics.regional,
        },
        child,
      );
    }
    createBudget({ name: `${account.prefix}-monthly`, topicArn: topics.regional, ...args.budget }, child);
    this.dashboardName = args.dashboard
      ? createDashboard({ account, watched, extras: extraGraphs, alarmArns: shown }, child).dashboardName
      : undefined;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }

  private alarm(key: string): aws.cloudwatch.MetricAlarm {
    const alarm = this.alarms.get(key);
    if (alarm === undefined) throw new Error(`No alarm is called ${key}.`);
    return alarm;
  }
}

const sourcesOf = (facts: Facts) => ({
  containerInsights: facts.containerInsights,
  waf: facts.waf,
  natGateways: Object.keys(facts.natGateways).length > 0,
  cache: facts.cache !== undefined,
  burstableDatabase: isBurstable(facts.database.instanceClass.name),
});

function watchedProblems(watched: Watched): string[] {
  const balancers = Object.keys(watched.loadBalancers);
  return [
    ...(watched.waf && watched.webAclMetricName === undefined
      ? ["waf is on, but webAclMetricName does not say under which name it counts."]
      : []),
    ...Object.entries(watched.services)
      .filter(([, service]) => !balancers.includes(service.loadBalancer))
      .map(([name, service]) => `${name} is behind "${service.loadBalancer}": watch that load balancer too.`),
  ];
}
