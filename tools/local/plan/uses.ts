import { T } from "@toolkit/offline/aws-types";
import { type ContainerPlan } from "./container";
import { type View } from "./view";

/** A queue of the application, with the attributes that decide how it treats messages. */
export interface QueuePlan {
  readonly url: string;
  readonly name: string;
  /** As `CreateQueue` takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What tasks use beside the database, by what they are told. */
export interface UsesPlan {
  /** Names of buckets. */
  readonly buckets: readonly string[];
  /** Dead-letter queues first: the others refer to them. */
  readonly queues: readonly QueuePlan[];
  /** The cache's host name; undefined without one. */
  readonly cacheHost: string | undefined;
}

/** Reads what the environments of containers name. */
export function usesOf(view: View, containers: readonly ContainerPlan[]): UsesPlan {
  const told = new Set(containers.flatMap(({ environment }) => Object.values(environment)));
  const queues = queuesOf(view);
  const used = queues.filter(({ url }) => told.has(url));
  const named = used.map(({ attributes }) => attributes.RedrivePolicy ?? "").join(" ");
  const dead = queues.filter(({ url, name }) => !told.has(url) && named.includes(`:${name}"`));
  return {
    buckets: view.all(T.bucket).flatMap(({ id }) => (told.has(id) ? [id] : [])),
    queues: [...dead, ...used],
    cacheHost: containers.map(({ environment }) => environment.CACHE_HOST).find((host) => host !== undefined),
  };
}

const queuesOf = (view: View): QueuePlan[] =>
  view.all(T.queue).map(({ id, inputs }) => ({
    url: id,
    name: id.split("/").at(-1) ?? "",
    attributes: Object.fromEntries(
      Object.entries(ATTRIBUTES).flatMap(([input, attribute]) => {
        const value = inputs[input] as string | number | undefined;
        return value === undefined ? [] : [[attribute, String(value)] as const];
      }),
    ),
  }));

const ATTRIBUTES: Readonly<Record<string, string>> = {
  messageRetentionSeconds: "MessageRetentionPeriod",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  visibilityTimeoutSeconds: "VisibilityTimeout",
  redrivePolicy: "RedrivePolicy",
};
