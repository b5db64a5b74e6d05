import { type Metric } from "./metric";

/** What publishes metrics only when it is there or switched on. */
export interface Sources {
  readonly containerInsights: boolean;
  readonly waf: boolean;
  readonly natGateways: boolean;
  readonly cache: boolean;
  /** Instance class that earns CPU and disk credits. */
  readonly burstableDatabase: boolean;
}

type Source = keyof Sources | "always" | "never";

/** Metrics that nothing in this project switches on, with what to watch instead. */
const NEVER: Readonly<Record<string, string>> = {
  "AWS/RDS BurstBalance": "only gp2 volumes have it; gp3 has none, watch EBSIOBalance% and EBSByteBalance%",
  "AWS/CloudFront OriginLatency": "it needs the distribution's paid additional metrics",
  "AWS/CloudFront CacheHitRate": "it needs the distribution's paid additional metrics",
  "AWS/CloudFront 502ErrorRate": "it needs the distribution's paid additional metrics; watch 5xxErrorRate",
  "AWS/CloudFront 503ErrorRate": "it needs the distribution's paid additional metrics; watch 5xxErrorRate",
  "AWS/CloudFront 504ErrorRate": "it needs the distribution's paid additional metrics; watch 5xxErrorRate",
};

const BY_NAMESPACE: Readonly<Record<string, Source>> = {
  "AWS/ApplicationELB": "always",
  "AWS/CloudFront": "always",
  "AWS/EC2": "always",
  "AWS/ECS": "always",
  "AWS/ECS/ManagedScaling": "always",
  "AWS/ElastiCache": "cache",
  "AWS/Events": "always",
  "AWS/NATGateway": "natGateways",
  "AWS/RDS": "always",
  "AWS/SQS": "always",
  "AWS/Scheduler": "always",
  "AWS/States": "always",
  "AWS/WAFV2": "waf",
  "ECS/ContainerInsights": "containerInsights",
};

/** Published for burstable classes only: CPU credits, and what is left of their EBS throughput. */
const BURSTABLE = /^(CPU(Surplus)?Credit|EBS(IO|Byte)Balance%)/;

function sourceOf({ namespace, metricName }: Pick<Metric, "namespace" | "metricName">): Source | undefined {
  if (`${namespace} ${metricName}` in NEVER) return "never";
  if (namespace === "AWS/RDS" && BURSTABLE.test(metricName)) return "burstableDatabase";
  // Metrics outside AWS's namespaces are published by the application.
  return BY_NAMESPACE[namespace] ?? (/^(AWS|ECS)\//.test(namespace) ? undefined : "always");
}

/**
 * Metrics that would never have data: an alarm on one looks healthy for ever, a graph of one stays empty.
 *
 * @returns a line for each, with what to do instead.
 */
export function sourceProblems(
  metrics: readonly Pick<Metric, "namespace" | "metricName">[],
  sources: Sources,
): string[] {
  return metrics.flatMap((metric) => {
    const name = `${metric.namespace} ${metric.metricName}`;
    const source = sourceOf(metric);
    if (source === "always") return [];
    if (source === undefined) return [`${name}: nothing is known to publish it; add its source to sources.ts.`];
    if (source === "never") return [`${name} has no data: ${NEVER[name] ?? ""}.`];
    return sources[source] ? [] : [`${name} has no data without ${source}: leave it out.`];
  });
}
