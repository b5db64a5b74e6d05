import { type ResourceKind } from "./kind";
import { variableOf } from "./variable";

/** Variable of a worker's users: where they put messages. */
export const queueVariable = (name: string): string => variableOf(name, "QUEUE_URL");

/** Workers: who uses one puts messages into its queue. */
export const worker: ResourceKind = {
  title: "a worker",
  things: ({ workers }) => Object.keys(workers).map((name) => ({ name, key: `workers.${name}` })),
  variables: (name) => ["AWS_REGION", queueVariable(name)],
  endpoints: () => ["sqs"],
};
