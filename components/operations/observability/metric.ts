import { FILLED_SUM_OF_GROUPS, GROUPS } from "../../compute/group-sum";

/** What a metric measures, by the name that the stack gives it. */
export type Subject =
  | { readonly kind: "distribution" }
  | { readonly kind: "webAcl" }
  | { readonly kind: "loadBalancer"; readonly name: string }
  /** Target group of a service, as its load balancer sees it. */
  | { readonly kind: "targetGroup"; readonly service: string; readonly second?: boolean }
  | { readonly kind: "service"; readonly name: string }
  /** What the application of a service publishes itself. */
  | { readonly kind: "application"; readonly service: string }
  | { readonly kind: "queue"; readonly name: string }
  | { readonly kind: "capacityProvider"; readonly name: string }
  | { readonly kind: "database" }
  /** A node of the cache: `001` and so on. */
  | { readonly kind: "cacheNode"; readonly node: string }
  | { readonly kind: "natGateway"; readonly az: string }
  /** Something that another component measures. */
  | { readonly kind: "other"; readonly name: string };

/** One CloudWatch metric of one subject. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  /** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount`, or a percentile such as `p95`. */
  readonly statistic: string;
  readonly subject: Subject;
}

/** A calculation over metrics, whose keys are the names in the expression. */
export interface MetricMath {
  readonly expression: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** Metrics of the edge exist in us-east-1 and nowhere else, wherever the stack is. */
export const isEdge = ({ subject }: Metric): boolean => subject.kind === "distribution" || subject.kind === "webAcl";

/** The metrics that one reading needs. */
export const metricsOf = (reading: Metric | MetricMath): readonly Metric[] =>
  "expression" in reading ? Object.values(reading.metrics) : [reading];

export const loadBalancerMetric = (name: string, metricName: string, statistic: string): Metric => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  statistic,
  subject: { kind: "loadBalancer", name },
});

export const targetGroupMetric = (service: string, metricName: string, statistic: string): Metric => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  statistic,
  subject: { kind: "targetGroup", service },
});

/** The same of each target group that a service has: one, or two between which ECS moves its requests. */
export function targetGroupMetrics(
  service: string,
  { twoTargetGroups = false }: { readonly twoTargetGroups?: boolean | undefined },
  metricName: string,
  statistic: string,
): readonly [Metric, ...Metric[]] {
  const first = targetGroupMetric(service, metricName, statistic);
  return twoTargetGroups ? [first, { ...first, subject: { kind: "targetGroup", service, second: true } }] : [first];
}

/** A target group's metric, or the sum over both: a group that a deployment has left has no data. */
export function ofAllGroups(...args: Parameters<typeof targetGroupMetrics>): Metric | MetricMath {
  const [first, second] = targetGroupMetrics(...args);
  return second === undefined
    ? first
    : { expression: FILLED_SUM_OF_GROUPS, metrics: { [GROUPS.first]: first, [GROUPS.second]: second } };
}

export const serviceMetric = (name: string, metricName: string, statistic: string): Metric => ({
  namespace: "AWS/ECS",
  metricName,
  statistic,
  subject: { kind: "service", name },
});

/** A metric of the application's own, of which each task publishes one value. */
export const applicationMetric = (service: string, namespace: string, metricName: string): Metric => ({
  namespace,
  metricName,
  statistic: "Average",
  subject: { kind: "application", service },
});

export const queueMetric = (name: string, metricName: string, statistic: string): Metric => ({
  namespace: "AWS/SQS",
  metricName,
  statistic,
  subject: { kind: "queue", name },
});

/** Counts of tasks, which only Container Insights publishes. */
export const insightsMetric = (name: string, metricName: string, statistic: string): Metric => ({
  namespace: "ECS/ContainerInsights",
  metricName,
  statistic,
  subject: { kind: "service", name },
});

export const databaseMetric = (metricName: string, statistic: string): Metric => ({
  namespace: "AWS/RDS",
  metricName,
  statistic,
  subject: { kind: "database" },
});

export const cacheMetric = (node: string, metricName: string, statistic: string): Metric => ({
  namespace: "AWS/ElastiCache",
  metricName,
  statistic,
  subject: { kind: "cacheNode", node },
});

export const distributionMetric = (metricName: string, statistic: string): Metric => ({
  namespace: "AWS/CloudFront",
  metricName,
  statistic,
  subject: { kind: "distribution" },
});

export const firewallMetric = (metricName: string, statistic: string): Metric => ({
  namespace: "AWS/WAFV2",
  metricName,
  statistic,
  subject: { kind: "webAcl" },
});

export const natGatewayMetric = (az: string, metricName: string, statistic: string): Metric => ({
  namespace: "AWS/NATGateway",
  metricName,
  statistic,
  subject: { kind: "natGateway", az },
});
