import { FIXED_SIZES } from "./instance-sizes";

/** What an ElastiCache node type has. */
export interface CacheNode {
  /** Name as ElastiCache knows it, e.g. `cache.t4g.micro`. */
  readonly name: string;
  readonly vcpus: number;
}

const BURSTABLE_FAMILIES = ["t4g", "t3"];
const BURSTABLE_SIZES = ["micro", "small", "medium"];
const BURSTABLE_VCPUS = 2;
const FIXED_FAMILIES = ["m7g", "m6g", "r7g", "r6g"];

/**
 * Every node type that we deploy, by name.
 *
 * Source: Amazon ElastiCache API reference, "CacheNode", current generation
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheNode.html); vCPUs are those of the EC2
 * instance types of the same name.
 */
export const CACHE_NODES: Readonly<Record<string, CacheNode>> = Object.fromEntries(
  [
    ...BURSTABLE_FAMILIES.flatMap((family) =>
      BURSTABLE_SIZES.map((size) => ({ name: `cache.${family}.${size}`, vcpus: BURSTABLE_VCPUS })),
    ),
    ...FIXED_FAMILIES.flatMap((family) =>
      Object.entries(FIXED_SIZES).map(([size, vcpus]) => ({ name: `cache.${family}.${size}`, vcpus })),
    ),
  ].map((node) => [node.name, node]),
);
