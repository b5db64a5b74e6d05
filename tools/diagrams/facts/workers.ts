import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { firstOf, numberAt, textAt } from "./read";
import { isBehindLoadBalancer, type TaskFacts, taskFacts } from "./services";

/** A service without a load balancer that works a queue off. */
export interface WorkerFacts extends TaskFacts {
  readonly queue: QueueFacts;
  /** Messages for each task that scaling holds. */
  readonly messagesPerTask: number;
  readonly outSeconds: number;
  readonly inSeconds: number;
  /** Whether an alarm starts the first task. */
  readonly wakes: boolean;
}

export interface QueueFacts {
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
  /** Services, workers and jobs whose tasks are told its URL, other than its worker. */
  readonly senders: readonly string[];
}

const TRACKING = "targetTrackingScalingPolicyConfiguration";

/** Workers, by the queue that their scaling looks at. */
export const workers = (graph: ResourceGraph): WorkerFacts[] =>
  graph
    .ofType(T.service)
    .filter((service) => !isBehindLoadBalancer(service))
    .flatMap((service) => workerFacts(graph, service));

function workerFacts(graph: ResourceGraph, resource: GraphResource): WorkerFacts[] {
  const policies = graph.ofType(T.scalingPolicy).filter((policy) => graph.dependsTransitively(policy, resource));
  const tracking = policies.find(({ inputs }) => inputs[TRACKING] !== undefined);
  const queue =
    tracking === undefined ? undefined : firstOf(graph, T.queue, ({ urn }) => tracking.dependsOn.includes(urn));
  if (tracking === undefined || queue === undefined) return [];
  return [
    {
      ...taskFacts(graph, resource),
      queue: queueFacts(graph, queue, resource),
      messagesPerTask: numberAt(tracking, `${TRACKING}.targetValue`),
      outSeconds: numberAt(tracking, `${TRACKING}.scaleOutCooldown`),
      inSeconds: numberAt(tracking, `${TRACKING}.scaleInCooldown`),
      wakes: policies.some(({ inputs }) => inputs.policyType === "StepScaling"),
    },
  ];
}

function queueFacts(graph: ResourceGraph, queue: GraphResource, worker: GraphResource): QueueFacts {
  const redrive = JSON.parse(textAt(queue, "redrivePolicy")) as { readonly maxReceiveCount: number };
  const told = graph.ofType(T.taskDefinition).filter(({ dependsOn }) => dependsOn.includes(queue.urn));
  const senders = [...graph.ofType(T.service), ...graph.ofType(T.stateMachine)].filter(
    ({ urn, dependsOn }) => urn !== worker.urn && told.some((task) => dependsOn.includes(task.urn)),
  );
  return {
    fifo: queue.inputs.fifoQueue === true,
    visibilitySeconds: numberAt(queue, "visibilityTimeoutSeconds"),
    maxReceives: redrive.maxReceiveCount,
    senders: senders.map(({ name }) => name),
  };
}

/** `HTTP 8080` has a service; a worker is told by what it takes. */
export const queueLine = ({ queue }: WorkerFacts): string => (queue.fifo ? "takes messages, FIFO" : "takes messages");
