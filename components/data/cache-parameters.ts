import type * as aws from "@pulumi/aws";

/**
 * Versions of Valkey, with the family of their parameters.
 *
 * Source: Amazon ElastiCache user guide, "Engine versions and upgrading in ElastiCache" and "Engine specific parameters"
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html).
 */
export const VALKEY_VERSIONS = {
  "7.2": { family: "valkey7" },
  "8.0": { family: "valkey8" },
  "8.1": { family: "valkey8" },
  "8.2": { family: "valkey8" },
} as const;

export type ValkeyVersion = keyof typeof VALKEY_VERSIONS;

/** Parameters that differ from the family's defaults, each of which takes effect at once. */
export const CACHE_PARAMETERS: readonly aws.types.input.elasticache.ParameterGroupParameter[] = [
  // By default keys without an expiry stay, and a full cache refuses writes instead of forgetting what is least used.
  { name: "maxmemory-policy", value: "allkeys-lru" },
];

/** All keys and commands, but those that administer the server or look at all of it; clients ask `INFO` how it is. */
export const CACHE_ACCESS = "on ~* +@all -@dangerous +info";
