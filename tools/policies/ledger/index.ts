import { declarations } from "./declarations";
import type { Justification, Suppression } from "@toolkit/policies/ledger/entry";
import { suppressions } from "./suppressions";

export { declarations, suppressions };

/** Entries whose day of review has passed. */
export function overdue<E extends Justification>(entries: readonly E[], today: string): E[] {
  return entries.filter(({ review }) => review < today);
}

/** Entries that accept none of the findings: the resource is gone, or complies by now. */
export function unused(entries: readonly Suppression[], used: ReadonlySet<Suppression>): Suppression[] {
  return entries.filter((entry) => !used.has(entry));
}
