import { T } from "@toolkit/offline/aws-types";
import { type CostResource, type GraphView } from "../graph-view";
import { asObject, flag } from "./inputs";
import { type Recipe } from "./recipe";

/** A message that is sent, taken and deleted is three requests. */
const REQUESTS_PER_MESSAGE = 3;

/**
 * A queue that others name as the place for failures is empty unless something failed, so each notification stands for
 * one message of it; any other is worked off. Source: https://aws.amazon.com/sqs/pricing/.
 */
export const queue: Recipe = (resource, context) => {
  const { graph } = context;
  const isFor = takesFailures(resource, graph);
  const like = graph.ofType(T.queue).filter((other) => takesFailures(other, graph) === isFor);
  const requests = isFor
    ? context.share("operations", "notifications", like)
    : context.share("operations", "queueMessages", like) * REQUESTS_PER_MESSAGE;
  const key = flag(resource.inputs, "fifoQueue") ? "sqs.fifo1m" : "sqs.req1m";
  return [context.perUse("Requests", key, requests / 1_000_000)];
};

/** Inputs, and parts of them, that name where failures go: of queues, subscriptions, rules, schedules, functions. */
const FAILURES = /^(redrivePolicy|deadLetterConfig|onFailure)$/;

function takesFailures(queue: CostResource, graph: GraphView): boolean {
  return graph
    .dependents(queue.urn)
    .some(({ inputs, propertyDependencies = {} }) =>
      Object.entries(propertyDependencies).some(
        ([input, urns]) => urns.includes(queue.urn) && (FAILURES.test(input) || isPlaceIn(inputs[input], queue)),
      ),
    );
}

/** Whether a part of an input names the queue for failures; where its name is not known, that there is such a part. */
function isPlaceIn(value: unknown, queue: CostResource): boolean {
  return Object.entries(asObject(value)).some(([key, part]) => {
    if (!FAILURES.test(key)) return isPlaceIn(part, queue);
    const { name } = queue.inputs;
    return typeof name !== "string" || JSON.stringify(part).includes(name);
  });
}
