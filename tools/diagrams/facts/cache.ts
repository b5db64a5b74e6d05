import { T } from "@toolkit/offline/aws-types";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { firstOf, listAt } from "./read";

/** The cache of a stack, with a replica in another zone or none. */
export interface CacheFacts {
  /** `Valkey 8.1` */
  readonly engine: string;
  readonly nodeType: string;
  readonly nodes: number;
  readonly port: number;
  readonly groupIds: readonly string[];
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Undefined where the stack has none. */
export function cacheFacts(graph: ResourceGraph): CacheFacts | undefined {
  const cache = firstOf(graph, T.cacheGroup);
  if (cache === undefined) return undefined;
  // Somebody's own may leave out what has a default.
  const { engine = "redis", engineVersion, nodeType = "", numCacheClusters = 1, port = 6379 } = cache.inputs;
  const name = String(engine);
  return {
    engine: [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, engineVersion].filter(isText).join(" "),
    nodeType: String(nodeType),
    nodes: Number(numCacheClusters),
    port: Number(port),
    groupIds: listAt(cache.inputs, "securityGroupIds").map(String),
  };
}
