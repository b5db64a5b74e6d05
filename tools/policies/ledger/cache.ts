import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";
import { SHORT_LIVED } from "./short-lived";

const review = "2027-05-31";
const CACHE = ["cache={}", "backend.uses=[database, cache]"];
const group = `${T.cacheGroup}/cache`;

/** What is accepted of caches. */
export const cacheSuppressions: readonly LedgerEntry[] = [
  {
    rules: ["cache-port"],
    resource: group,
    appearsWith: CACHE,
    reason: "Another port hides nothing from who can reach the cache, and clients expect this one.",
    instead: "Security groups let in who uses the cache alone, and each connection needs TLS and a token.",
    review,
  },
  {
    rules: ["cache-fails-over", "cache-multi-az"],
    resource: group,
    where: { profile: SHORT_LIVED },
    appearsWith: CACHE,
    reason: "Cost: a second node is as dear as the first, and the application works without a cache.",
    instead: "cache.replicas: 1 turns both on, as in prod.",
    review,
  },
  {
    rules: ["cache-snapshots"],
    resource: group,
    where: { profile: SHORT_LIVED },
    appearsWith: CACHE,
    reason: "What is cached is read again from the database.",
    instead: "Snapshots of 7 days in prod, where an empty cache meets more load.",
    review,
  },
  {
    rules: ["cache-customer-key"],
    resource: group,
    where: { profile: SHORT_LIVED },
    appearsWith: CACHE,
    reason: "Cost: a key of our own is 1 USD a month, and development data is not confidential.",
    instead: "Encryption with keys that AWS keeps.",
    review,
  },
];
