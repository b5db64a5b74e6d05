import { CACHE_NODES } from "../../../components/data/cache-nodes";
import { cacheNameProblems } from "../../../components/data/cache-problems";
import { nearest } from "../nearest";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";

const nodeTypes = Object.keys(CACHE_NODES);

/** What ElastiCache would refuse of the cache. */
export function cacheProblems({ cache, prefix }: StackConfig): Problem[] {
  if (cache === undefined) return [];
  const problems: Problem[] = [];
  if (!nodeTypes.includes(cache.nodeType)) {
    const guess = nearest(cache.nodeType, nodeTypes);
    const fix =
      guess === undefined
        ? `must be a node type that runs Valkey: ${nodeTypes.join(", ")}`
        : `is not a node type that runs Valkey; did you mean "${guess}"?`;
    problems.push({ key: "webapp:cache.nodeType", value: cache.nodeType, fix });
  }
  if (cacheNameProblems(prefix, "cache").length > 0) {
    const fix = "must have at most 29 characters together with webapp:cache: names in ElastiCache have 40 at most";
    problems.push({ key: "project and stack name", value: prefix, fix });
  }
  return problems;
}
