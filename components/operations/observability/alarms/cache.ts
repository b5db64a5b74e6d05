import { cacheMetric, type MetricMath } from "../metric";
import { type CacheFacts, type Facts } from "../watched";
import { type AlarmDescription, three5MinutePoints } from "./description";

/** Keys in five minutes: fewer are what a full cache is for. */
const MANY_EVICTIONS = 1000;
/** Of one vCPU; the engine runs on one. */
const BUSY_PERCENT = 90;
/** Up to so many vCPUs AWS says to watch the host, whose agents share them. */
const SMALL_VCPUS = 2;
const LAG_SECONDS = 30;

/** The largest value of all nodes: a replica may be the primary tomorrow. */
function worstOf({ nodes }: CacheFacts, metricName: string, statistic: string): MetricMath {
  const metrics = Object.fromEntries(
    nodes.map((node) => [`node${node}`, cacheMetric(node, metricName, statistic)] as const),
  );
  return { expression: `MAX([${Object.keys(metrics).join(", ")}])`, metrics };
}

/** Whether some node became the primary, or is it no more: `IsMaster` is 1 for the primary and 0 for replicas. */
function primaryMoved({ nodes }: CacheFacts): MetricMath {
  const metrics = Object.fromEntries(
    nodes.map((node) => [`node${node}`, cacheMetric(node, "IsMaster", "Maximum")] as const),
  );
  const changes = Object.keys(metrics).map((name) => `ABS(DIFF(${name}))`);
  return { expression: `MAX([${changes.join(", ")}])`, metrics };
}

/**
 * Memory, evictions, CPU and, with replicas, how far they are behind and that one took over.
 *
 * ElastiCache publishes no metric of failovers; its nodes publish which of them is the primary
 * (Amazon ElastiCache user guide, "Metrics for Valkey and Redis OSS",
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html).
 *
 * Source: Amazon ElastiCache user guide, "Which metrics should I monitor?"
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html).
 */
export function cacheAlarms({ cache }: Facts): AlarmDescription[] {
  if (cache === undefined) return [];
  const common = { severity: "warning", ...three5MinutePoints, comparison: "GreaterThanThreshold" } as const;
  const isSmall = cache.vcpus <= SMALL_VCPUS;
  return [
    {
      key: "cache-memory",
      summary: "The cache has more than 90 % of its memory in use",
      runbook: "cache.md#memory-almost-full",
      reading: worstOf(cache, "DatabaseMemoryUsagePercentage", "Average"),
      ...common,
      threshold: 90,
      treatMissingData: "missing",
    },
    {
      key: "cache-evictions",
      summary: `The cache has forgotten more than ${MANY_EVICTIONS} keys in five minutes to make room`,
      runbook: "cache.md#keys-evicted",
      reading: worstOf(cache, "Evictions", "Sum"),
      ...common,
      threshold: MANY_EVICTIONS,
      treatMissingData: "notBreaching",
    },
    {
      key: "cache-cpu",
      summary: `The cache uses more than ${BUSY_PERCENT} % of the one vCPU that its engine runs on`,
      runbook: "cache.md#no-cpu-left",
      reading: worstOf(cache, isSmall ? "CPUUtilization" : "EngineCPUUtilization", "Average"),
      ...common,
      threshold: isSmall ? BUSY_PERCENT / cache.vcpus : BUSY_PERCENT,
      treatMissingData: "missing",
    },
    ...(cache.nodes.length === 1
      ? []
      : [
          {
            key: "cache-replication-lag",
            summary: `A replica of the cache is more than ${LAG_SECONDS} seconds behind`,
            runbook: "cache.md#replica-behind" as const,
            reading: worstOf(cache, "ReplicationLag", "Maximum"),
            ...common,
            threshold: LAG_SECONDS,
            // The primary publishes none.
            treatMissingData: "notBreaching" as const,
          },
          {
            key: "cache-failover",
            summary: "Another node of the cache is the primary now: the old one failed or is being replaced",
            severity: "warning" as const,
            runbook: "cache.md#another-primary" as const,
            reading: primaryMoved(cache),
            period: 60 as const,
            evaluationPeriods: 1,
            comparison: "GreaterThanOrEqualToThreshold" as const,
            threshold: 1,
            treatMissingData: "notBreaching" as const,
          },
        ]),
  ];
}
