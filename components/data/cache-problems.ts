import { CACHE_NODES } from "./cache-nodes";

/** ElastiCache API reference, CreateReplicationGroup: a name has 40 characters at most. */
const LONGEST_NAME = 40;
/** What follows `<prefix>-<name>`: a hyphen and four hexadecimal digits. */
const SUFFIX_LENGTH = 5;
/** A primary has five replicas at most (Amazon ElastiCache user guide, "Understanding Valkey and Redis OSS replication"). */
export const MOST_REPLICAS = 5;
/** ElastiCache API reference, CreateReplicationGroup: SnapshotRetentionLimit. */
export const LONGEST_RETENTION_DAYS = 35;

/** What the checks read of `CacheArgs`. */
export interface CacheSettings {
  readonly nodeType: string;
  readonly replicas: number;
  readonly snapshotRetentionDays: number;
}

/** Everything that ElastiCache would refuse, in sentences. */
export function cacheProblems({ nodeType, replicas, snapshotRetentionDays }: CacheSettings): string[] {
  return [
    ...(nodeType in CACHE_NODES
      ? []
      : [`nodeType "${nodeType}" is not one of ours: choose from ${Object.keys(CACHE_NODES).join(", ")}.`]),
    ...between("replicas", replicas, MOST_REPLICAS),
    ...between("snapshotRetentionDays", snapshotRetentionDays, LONGEST_RETENTION_DAYS),
  ];
}

/** What is wrong with `<prefix>-<name>` as the start of names in ElastiCache. */
export function cacheNameProblems(prefix: string, name: string): string[] {
  const start = `${prefix}-${name}`;
  const longest = LONGEST_NAME - SUFFIX_LENGTH;
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(start) && start.length <= longest
    ? []
    : [
        `"${start}" cannot start a name in ElastiCache: at most ${longest} lower-case letters, digits and single hyphens, a letter first.`,
      ];
}

function between(name: string, value: number, most: number): string[] {
  return Number.isInteger(value) && value >= 0 && value <= most
    ? []
    : [`${name} ${value} must be a whole number between 0 and ${most}.`];
}
