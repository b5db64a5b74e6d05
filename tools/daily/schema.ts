import type { Revision } from "./ecs";

/** Whether an older version may run with the schema that a newer one left. */
export type Readable =
  | { readonly is: "readable" }
  | { readonly is: "refused"; readonly because: string }
  | { readonly is: "unknown"; readonly because: string };

/** The schema that a version brings, and the oldest version of it with which others may still run. */
export const SCHEMA_VERSION = "SCHEMA_VERSION";
export const SCHEMA_READABLE_FROM = "SCHEMA_READABLE_FROM";

/**
 * Whether `before` can read the schema of `now`, by what both say in their environment: `now` is readable by versions
 * that know its schema from `SCHEMA_READABLE_FROM` on, and `before` knows it up to its own `SCHEMA_VERSION`.
 */
export function readable(service: string, now: Revision, before: Revision): Readable {
  const from = numberIn(now.environment[SCHEMA_READABLE_FROM]);
  const known = numberIn(before.environment[SCHEMA_VERSION]);
  if (from === undefined || known === undefined) {
    return {
      is: "unknown",
      because: `${service}: whether the older version can read today's schema is not known, since ${SCHEMA_READABLE_FROM} or ${SCHEMA_VERSION} is not in its environment (docs/daily.md).`,
    };
  }
  if (known >= from) return { is: "readable" };
  return {
    is: "refused",
    because: `${service}: ${before.name} knows the schema up to version ${known}, and that of ${now.name} can be read from version ${from} on. Deploy a version that can read both instead, or restore the database (docs/runbooks/restore-database.md).`,
  };
}

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
