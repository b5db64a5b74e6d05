import { type ResourceGraph } from "@toolkit/offline/graph";
import { type StackPreview } from "../../program/program";
import { at, numberAt, textAt } from "../facts/read";
import {
  type AlarmFacts,
  instancesOf,
  rollbackAlarms,
  scheduledBounds,
  type TargetFacts,
  targetsOf,
} from "../facts/scaling";
import { type ProviderShare, type ServiceFacts, services, type TaskFacts } from "../facts/services";
import { type WorkerFacts, workers } from "../facts/workers";
import { type Box, type Card, type Link, type Scene, type Tone } from "../scene";
import { count, listed, span, titleOf } from "../words";

/** How load is spread and followed: load balancers, services, what scales them, where tasks run, what rolls back. */
export function scalingScene({ graph, config }: StackPreview): Scene {
  const behind = services(graph);
  const queued = workers(graph);
  const all = [...behind, ...queued];
  const bounds = all.map(({ name, min, max }) => `${name} runs ${span(min, max, "task")}`).join("; ");
  return {
    title: `${config.project} ${config.stack}: load balancing and scaling`,
    subtitle: all.map(({ name, min, max }) => `${titleOf(name)}: ${span(min, max, "task")}`).join("  ·  "),
    description: `Each load balancer forwards to healthy tasks of its service. ${bounds}.`,
    nodes: [
      ...behind.map((service) => serviceBox(graph, service)),
      ...queued.map((worker) => workerBox(graph, worker)),
    ],
    links: [...behind.flatMap(serviceLinks), ...queued.flatMap(workerLinks)],
    legend: [
      { tone: "request", text: queued.length === 0 ? "requests" : "requests, messages" },
      { tone: "data", text: "sets the number of tasks" },
      {
        tone: "alert",
        text: queued.length === 0 ? "rolls a deployment back" : "rolls a deployment back, gives a message up",
      },
      { tone: "neutral", text: "where tasks run" },
    ],
  };
}

const id = (service: TaskFacts, part: string): string => `${service.name}-${part}`;
const capacityId = (service: TaskFacts, index: number): string => id(service, `capacity-${index}`);

function serviceBox(graph: ResourceGraph, service: ServiceFacts): Box {
  return {
    kind: "box",
    ...boxOf(service),
    children: [
      scalingCard(graph, service),
      loadBalancerCard(service),
      targetGroupCard(service),
      alarmCard(graph, service),
      serviceCard(service),
      ...service.strategy.map((share, index) => capacityCard(graph, share, capacityId(service, index))),
    ],
  };
}

const boxOf = (service: TaskFacts) => ({
  id: id(service, "box"),
  look: "group" as const,
  title: titleOf(service.name),
  detail: `${service.size} each, ${service.architecture}`,
  column: "services",
});

function workerBox(graph: ResourceGraph, worker: WorkerFacts): Box {
  const { queue } = worker;
  return {
    kind: "box",
    ...boxOf(worker),
    children: [
      side(id(worker, "scaling"), "auto-scaling", "Target tracking", [
        `${count(worker.messagesPerTask, "message")} for each task`,
        cooldowns(worker),
        ...(worker.wakes ? ["an alarm starts the first"] : []),
        ...scheduledBounds(graph, worker),
      ]),
      side(id(worker, "queue"), "sqs", queue.fifo ? "Queue, FIFO" : "Queue", [
        ...(queue.senders.length === 0 ? [] : [`from ${listed(queue.senders)}`]),
        `back after ${queue.visibilitySeconds} s`,
      ]),
      side(id(worker, "dead"), "sqs", "Dead-letter queue", [`after ${queue.maxReceives} tries`]),
      serviceCard(worker),
      ...worker.strategy.map((share, index) => capacityCard(graph, share, capacityId(worker, index))),
    ],
  };
}

function workerLinks(worker: WorkerFacts): Link[] {
  return [
    linkBetween(id(worker, "scaling"), id(worker, "service"), "data"),
    linkBetween(id(worker, "queue"), id(worker, "service"), "request"),
    linkBetween(id(worker, "queue"), id(worker, "dead"), "alert"),
    ...worker.strategy.map((_, index) => linkBetween(id(worker, "service"), capacityId(worker, index), "neutral")),
  ];
}

const linkBetween = (from: string, target: string, tone: Tone): Link => ({
  id: `${from}-to-${target}`,
  from,
  to: target,
  tone,
});

function loadBalancerCard(service: ServiceFacts): Card {
  const { internal, protocol, port, subnetIds } = service.loadBalancer;
  return side(id(service, "balancer"), "load-balancer", internal ? "Internal ALB" : "Public ALB", [
    `${protocol} ${port}`,
    `a node in each of ${count(subnetIds.length, "zone")}`,
  ]);
}

function targetGroupCard(service: ServiceFacts): Card {
  const { targetGroup } = service;
  const path = textAt(targetGroup, "healthCheck.path");
  const algorithm = textAt(targetGroup, "loadBalancingAlgorithmType");
  return side(id(service, "targets"), "load-balancer", "Target group", [
    `HTTP ${service.port}, ${algorithm.replaceAll("_", " ")}`,
    `${path} every ${numberAt(targetGroup, "healthCheck.interval")} s`,
    `drains for ${numberAt(targetGroup, "deregistrationDelay")} s`,
  ]);
}

function serviceCard(service: TaskFacts): Card {
  const breaker = at(service.resource.inputs, "deploymentCircuitBreaker.rollback") === true;
  const { min, max, desired } = service;
  return {
    ...side(id(service, "service"), "ecs", "ECS service", [
      `starts with ${count(desired, "task")}`,
      `at least ${min}, at most ${max}`,
      ...(breaker ? ["circuit breaker rolls back"] : []),
    ]),
    meter: { filled: min, count: max },
  };
}

const METRICS: Readonly<Record<string, (value: number) => string>> = {
  ECSServiceAverageCPUUtilization: (value) => `CPU at ${value} %`,
  ECSServiceAverageMemoryUtilization: (value) => `memory at ${value} %`,
  ALBRequestCountPerTarget: (value) => `${value} requests a minute and task`,
};

function scalingCard(graph: ResourceGraph, service: ServiceFacts): Card {
  const targets = targetsOf(graph, service);
  return side(id(service, "scaling"), "auto-scaling", "Target tracking", [
    ...targets.map(({ metric, value }) => METRICS[metric]?.(value) ?? `${metric} ${value}`),
    ...new Set(targets.map(cooldowns)),
    ...scheduledBounds(graph, service),
  ]);
}

function cooldowns({ outSeconds, inSeconds }: Pick<TargetFacts, "inSeconds" | "outSeconds">): string {
  return `more after ${outSeconds} s, fewer after ${inSeconds} s`;
}

function alarmCard(graph: ResourceGraph, service: ServiceFacts): Card {
  const alarms = rollbackAlarms(graph, service);
  const lines = alarms.length === 0 ? ["none"] : alarms.map(alarmLine);
  return side(id(service, "alarms"), "cloudwatch", "Rollback alarms", lines);
}

const ALARMS: Readonly<Record<string, string>> = {
  HTTPCode_Target_5XX_Count: "server error",
  UnHealthyHostCount: "unhealthy target",
};

function alarmLine({ metric, threshold, datapoints, periods, periodSeconds }: AlarmFacts): string {
  const minutes = (number: number): number => (number * periodSeconds) / 60;
  return `${count(threshold, ALARMS[metric] ?? metric)}, ${minutes(datapoints)} of ${minutes(periods)} minutes`;
}

function capacityCard(graph: ResourceGraph, share: ProviderShare, cardId: string): Card {
  const instances = instancesOf(graph, share);
  const shares =
    share.base > 0 ? `first ${count(share.base, "task")}, weight ${share.weight}` : `weight ${share.weight}`;
  if (instances === undefined) {
    const title = share.name === "FARGATE_SPOT" ? "Fargate Spot" : "Fargate on demand";
    return side(cardId, "fargate", title, [shares]);
  }
  return side(cardId, "ec2", "EC2 Auto Scaling group", [
    shares,
    `${span(instances.min, instances.max, "instance")}, ${instances.onDemand} on demand, else Spot`,
    instances.types.join(", "),
  ]);
}

function serviceLinks(service: ServiceFacts): Link[] {
  const to = linkBetween;
  return [
    to(id(service, "balancer"), id(service, "targets"), "request"),
    to(id(service, "scaling"), id(service, "service"), "data"),
    to(id(service, "targets"), id(service, "service"), "request"),
    to(id(service, "alarms"), id(service, "service"), "alert"),
    ...service.strategy.map((_, index) => to(id(service, "service"), capacityId(service, index), "neutral")),
  ];
}

function side(cardId: string, icon: string, title: string, lines: readonly string[]): Card {
  const part = cardId.replace(/-\d+$/u, "").split("-").at(-1) ?? cardId;
  const sizeClass = ["scaling", "targets", "alarms", "queue", "dead"].includes(part) ? "before-service" : part;
  return { kind: "card", id: cardId, icon, title, lines, shape: "side", sizeClass };
}
