import { type Sources } from "../../components/operations";
import type { GraphResource } from "@toolkit/offline/graph";
import type { Rectangle } from "./dashboard";
import type { Deployment } from "@toolkit/offline/testing";

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** A metric as CloudWatch is asked for it. */
export interface MetricRead {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** A widget of a dashboard's body. */
export interface Widget extends Rectangle {
  readonly type: string;
  readonly properties: {
    readonly region?: string;
    readonly title?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly (string | object)[])[];
  };
}

export const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const isTopic = (arn: unknown): boolean => String(arn).split(":")[2] === "sns";

export const alarmsOf = (deployment: Deployment): GraphResource[] => [
  ...deployment.all(METRIC_ALARM),
  ...deployment.all(COMPOSITE_ALARM),
];

/** The metrics that an alarm reads, by itself or in a calculation. */
export function metricsRead({ inputs }: GraphResource): MetricRead[] {
  const queries = inputs.metricQueries as readonly { readonly metric?: MetricRead }[] | undefined;
  return queries?.flatMap(({ metric }) => metric ?? []) ?? [inputs as unknown as MetricRead];
}

export function widgetsOf(deployment: Deployment): Widget[] {
  const { dashboardBody } = deployment.inputs("aws:cloudwatch/dashboard:Dashboard");
  return (JSON.parse(String(dashboardBody)) as { readonly widgets: Widget[] }).widgets;
}

/** A line of a graph, whose namespace, name and dimensions CloudWatch has in one row. */
export function lineOf(row: readonly (string | object)[]): MetricRead {
  const [namespace = "", metricName = "", ...rest] = row.filter((cell) => typeof cell === "string");
  const pairs = rest.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rest[index + 1] ?? ""]] : [],
  );
  return { namespace, metricName, dimensions: Object.fromEntries(pairs) };
}

/** Metrics of CloudFront and of a firewall on a distribution, which are in us-east-1 only. */
export const isEdgeMetric = ({ namespace, dimensions = {} }: MetricRead): boolean =>
  namespace === "AWS/CloudFront" || (namespace === "AWS/WAFV2" && dimensions.Region === undefined);

/** What publishes metrics in this stack, read from the resources themselves. */
export function sourcesOf(deployment: Deployment): Sources {
  const { settings } = deployment.inputs("aws:ecs/cluster:Cluster");
  const insights = (settings as readonly { readonly name: string; readonly value: string }[]).find(
    ({ name }) => name === "containerInsights",
  );
  return {
    containerInsights: insights?.value !== "disabled",
    waf: deployment.all("aws:wafv2/webAcl:WebAcl").some(({ inputs }) => inputs.scope === "CLOUDFRONT"),
    natGateways: deployment.all("aws:ec2/natGateway:NatGateway").length > 0,
    cache: deployment.all("aws:elasticache/replicationGroup:ReplicationGroup").length > 0,
    burstableDatabase: String(deployment.inputs("aws:rds/instance:Instance").instanceClass).startsWith("db.t"),
  };
}

/** Form of each dimension; a wrong value is no error at AWS, the metric only never has data. */
const FORMS: Readonly<Record<string, RegExp>> = {
  CacheClusterId: /^[a-z][a-z0-9-]+-\d{3}$/,
  CapacityProviderName: /^[\w-]+$/,
  ClusterName: /^[\w-]+$/,
  Database: /^\w+$/,
  DBInstanceIdentifier: /^[a-z][a-z0-9-]+$/,
  DistributionId: /^E[0-9A-Z]{13}$/,
  InstanceId: /^i-[0-9a-f]{17}$/,
  LoadBalancer: /^app\/[\w-]+\/[0-9a-f]{16}$/,
  NatGatewayId: /^nat-[0-9a-f]{17}$/,
  QueueName: /^[\w-]+$/,
  Region: /^(Global|[a-z]{2}-[a-z]+-\d)$/,
  Rule: /^[\w-]+$/,
  RuleName: /^[\w-]+$/,
  ScheduleGroup: /^[\w-]+$/,
  ServiceName: /^[\w-]+$/,
  // AWS's own exception: a state machine's metrics carry its ARN.
  StateMachineArn: /^arn:aws:states:[a-z0-9-]+:\d{12}:stateMachine:[\w-]+$/,
  TargetGroup: /^targetgroup\/[\w-]+\/[0-9a-f]{16}$/,
  WebACL: /^[\w-]+$/,
};

/** Dimensions that no metric has: unknown names, ARNs where a name or suffix belongs. */
export const dimensionProblems = (where: string, { dimensions = {} }: MetricRead): string[] =>
  Object.entries(dimensions).flatMap(([name, value]) =>
    FORMS[name]?.test(value) === true ? [] : [`${where}: ${name} = ${value}`],
  );
