import { type ResourceGraph } from "@toolkit/offline/graph";
import { firstOf, listAt, numberAt, textAt } from "./read";

/** The cache of a stack, with a replica in another zone or none. */
export interface CacheFacts {
  /** `Valkey 8.1` */
  readonly engine: string;
  readonly nodeType: string;
  readonly nodes: number;
  readonly port: number;
  readonly groupIds: readonly string[];
}

/** Undefined where the stack has none. */
export function cacheFacts(graph: ResourceGraph): CacheFacts | undefined {
  const cache = firstOf(graph, "aws:elasticache/replicationGroup:ReplicationGroup");
  if (cache === undefined) return undefined;
  const engine = textAt(cache, "engine");
  return {
    engine: `${engine.charAt(0).toUpperCase()}${engine.slice(1)} ${textAt(cache, "engineVersion")}`,
    nodeType: textAt(cache, "nodeType"),
    nodes: numberAt(cache, "numCacheClusters"),
    port: numberAt(cache, "port"),
    groupIds: listAt(cache.inputs, "securityGroupIds").map(String),
  };
}
