import { figure, NO_TIME, type Span } from "../figures";
import { type Parts } from "../parts";
import { type Failure } from "./failure";

/** Until a cache answers again. */
export const cacheRecovery = ({ copies }: Parts["caches"][number]): Span =>
  figure(copies > 1 ? "cacheFailover" : "cacheReplacement");

/** The primary node of a cache. It is told as if no request could do without it. */
export function cacheFailures({ caches }: Parts): Failure[] {
  return caches.map((cache) => ({
    kind: "cache",
    what: `the primary of cache ${cache.resource.name}`,
    effect:
      cache.copies > 1
        ? "a replica takes over with all but the last writes, for an application that cannot do without it"
        : "a new node begins empty; what the application cannot read anew is gone",
    outage: cacheRecovery(cache),
    stuck: NO_TIME,
    // The database's writes are meant: what a cache alone holds is not counted.
    lost: NO_TIME,
    byHand: false,
    because: [cache.resource.name],
  }));
}
