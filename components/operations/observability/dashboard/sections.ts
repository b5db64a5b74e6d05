import { isBurstable } from "../alarms";
import {
  applicationMetric,
  cacheMetric,
  databaseMetric,
  distributionMetric,
  firewallMetric,
  insightsMetric,
  loadBalancerMetric,
  type Metric,
  natGatewayMetric,
  serviceMetric,
  targetGroupMetrics,
} from "../metric";
import { type Facts, type ServiceFacts } from "../watched";
import { type Graph, line, type Section } from "./widgets";
import { workerSection } from "./workers";

/** A graph of what another component measures, e.g. backups. */
export interface ExtraGraph {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly metric: Metric }[];
  /** Seconds of a data point. @default 3600 */
  readonly period?: number | undefined;
}

/** Sections in the order in which a request passes them, then backups and the way out. */
export function sections(facts: Facts, extras: readonly ExtraGraph[]): Section[] {
  return [
    edge(facts),
    ...Object.keys(facts.loadBalancers).map((name) => loadBalancer(name, facts)),
    ...Object.entries(facts.services).map(([name, service]) => serviceSection(name, service, facts)),
    ...Object.entries(facts.workers ?? {}).map(([name, worker]) => workerSection(name, worker)),
    ...capacity(facts),
    database(facts),
    ...cache(facts),
    ...(extras.length === 0
      ? []
      : [
          {
            heading: "Backups and rotation",
            graphs: extras.map((extra) => ({ ...extra, period: extra.period ?? 3600 })),
          },
        ]),
    ...wayOut(facts),
  ];
}

function edge({ waf }: Facts): Section {
  return {
    heading: "Edge",
    graphs: [
      { title: "Requests", lines: [line("requests", distributionMetric("Requests", "Sum"))] },
      {
        title: "Errors, % of requests",
        lines: [
          line("4xx", distributionMetric("4xxErrorRate", "Average")),
          line("5xx", distributionMetric("5xxErrorRate", "Average")),
        ],
      },
      waf
        ? {
            title: "Blocked by the firewall",
            lines: [line("blocked", firewallMetric("BlockedRequests", "Sum"))],
          }
        : {
            title: "Bytes",
            lines: [
              line("to viewers", distributionMetric("BytesDownloaded", "Sum")),
              line("from viewers", distributionMetric("BytesUploaded", "Sum")),
            ],
          },
    ],
  };
}

function loadBalancer(name: string, { services }: Facts): Section {
  const behind = Object.entries(services).filter(([, service]) => service.loadBalancer === name);
  const metric = (metricName: string, statistic: string) => loadBalancerMetric(name, metricName, statistic);
  return {
    heading: `Load balancer: ${name}`,
    graphs: [
      {
        title: "Requests and errors",
        lines: [
          line("requests", metric("RequestCount", "Sum")),
          line("errors of targets", metric("HTTPCode_Target_5XX_Count", "Sum")),
          line("errors of its own", metric("HTTPCode_ELB_5XX_Count", "Sum")),
        ],
      },
      {
        title: "Seconds to answer",
        lines: ["p95", "p99"].map((percentile) => line(percentile, metric("TargetResponseTime", percentile))),
      },
      {
        title: "Targets",
        lines: behind.flatMap(([service, groups]) => [
          ...groupLines(`${service} healthy`, service, groups, "HealthyHostCount", "Minimum"),
          ...groupLines(`${service} unhealthy`, service, groups, "UnHealthyHostCount", "Maximum"),
        ]),
      },
    ],
  };
}

function serviceSection(name: string, service: ServiceFacts, { containerInsights }: Facts): Section {
  const { minTasks, maxTasks, scaling } = service;
  const tasks: Graph = {
    title: "Tasks",
    lines: containerInsights
      ? [
          line("desired", insightsMetric(name, "DesiredTaskCount", "Average")),
          line("running", insightsMetric(name, "RunningTaskCount", "Average")),
          line("pending", insightsMetric(name, "PendingTaskCount", "Average")),
        ]
      : groupLines("healthy", name, service, "HealthyHostCount", "Minimum"),
    marks: [
      { label: "minimum", value: minTasks },
      { label: "maximum", value: maxTasks },
    ],
  };
  return {
    heading: `Service: ${name}`,
    graphs: [
      tasks,
      {
        title: "CPU and memory, %",
        lines: [
          line("CPU", serviceMetric(name, "CPUUtilization", "Average")),
          line("memory", serviceMetric(name, "MemoryUtilization", "Average")),
        ],
        marks: [{ label: "CPU that scaling holds", value: scaling.cpuPercent }],
      },
      {
        title: "Requests per task and minute",
        lines: groupLines("requests", name, service, "RequestCountPerTarget", "Sum"),
        ...(service.twoTargetGroups === true ? { stacked: true } : {}),
        marks: [{ label: "requests that scaling holds", value: scaling.requestsPerTarget }],
      },
      ...pressure(name, service),
    ],
  };
}

/** A line for each target group of the service. */
const groupLines = (label: string, ...args: Parameters<typeof targetGroupMetrics>) =>
  targetGroupMetrics(...args).map((metric, index) => line(index === 0 ? label : `${label}, second group`, metric));

function pressure(name: string, { pressure: published }: ServiceFacts): Graph[] {
  if (published === undefined) return [];
  const { namespace, metrics, threshold } = published;
  return [
    {
      title: "Pressure: requests per task",
      lines: [
        line("in flight", applicationMetric(name, namespace, metrics.inFlight)),
        line("refused, a second", applicationMetric(name, namespace, metrics.refused)),
      ],
      marks: [{ label: "both, from which tasks are added", value: threshold }],
      stacked: true,
    },
  ];
}

function capacity({ capacityProviders }: Facts): Section[] {
  const names = Object.keys(capacityProviders);
  if (names.length === 0) return [];
  const reservation = (name: string): Metric => ({
    namespace: "AWS/ECS/ManagedScaling",
    metricName: "CapacityProviderReservation",
    statistic: "Average",
    subject: { kind: "capacityProvider", name },
  });
  return [
    {
      heading: "Instances",
      graphs: [
        {
          title: "Instances needed, % of those there are",
          lines: names.map((name) => line(name, reservation(name))),
          marks: [{ label: "target", value: 100 }],
        },
      ],
    },
  ];
}

function database({ database: { instanceClass } }: Facts): Section {
  const graph = (title: string, lines: Readonly<Record<string, string>>): Graph => ({
    title,
    lines: Object.entries(lines).map(([label, metricName]) => line(label, databaseMetric(metricName, "Average"))),
  });
  return {
    heading: "Database",
    graphs: [
      graph("CPU, %", { CPU: "CPUUtilization" }),
      {
        ...graph("Connections", { open: "DatabaseConnections" }),
        marks: [{ label: "maximum", value: instanceClass.maxConnections }],
      },
      graph("Free bytes", { disk: "FreeStorageSpace", memory: "FreeableMemory" }),
      graph("Seconds per disk operation", { read: "ReadLatency", write: "WriteLatency" }),
      graph("Disk operations a second", { read: "ReadIOPS", write: "WriteIOPS" }),
      ...(isBurstable(instanceClass.name)
        ? [graph("CPU credits", { saved: "CPUCreditBalance", borrowed: "CPUSurplusCreditBalance" })]
        : []),
    ],
  };
}

function cache({ cache: facts }: Facts): Section[] {
  if (facts === undefined) return [];
  const graph = (title: string, metricName: string, statistic: string): Graph => ({
    title,
    lines: facts.nodes.map((node) => line(node, cacheMetric(node, metricName, statistic))),
  });
  return [
    {
      heading: "Cache",
      graphs: [
        graph("Memory, %", "DatabaseMemoryUsagePercentage", "Average"),
        graph("Keys evicted", "Evictions", "Sum"),
        graph("Engine's CPU, %", "EngineCPUUtilization", "Average"),
        graph("Hits, % of reads", "CacheHitRate", "Average"),
        graph("Connections", "CurrConnections", "Average"),
        ...(facts.nodes.length === 1 ? [] : [graph("Seconds behind the primary", "ReplicationLag", "Maximum")]),
      ],
    },
  ];
}

function wayOut({ natGateways }: Facts): Section[] {
  const azs = Object.keys(natGateways);
  if (azs.length === 0) return [];
  const graph = (title: string, metricName: string): Graph => ({
    title,
    lines: azs.map((az) => line(az, natGatewayMetric(az, metricName, "Sum"))),
  });
  return [
    {
      heading: "Way out",
      graphs: [
        graph("Bytes sent", "BytesOutToDestination"),
        graph("Connections without a port", "ErrorPortAllocation"),
      ],
    },
  ];
}
