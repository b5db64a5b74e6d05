import { declarations } from "./declarations";
import type { Justification } from "@toolkit/policies/ledger/entry";
import { suppressions } from "./suppressions";

export { declarations, suppressions };

/** Entries whose day of review has passed. */
export function overdue<E extends Justification>(entries: readonly E[], today: string): E[] {
  return entries.filter(({ review }) => review < today);
}
