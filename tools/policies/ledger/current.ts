import { type AcceptedFinding, isExpired, readAcceptedFindings } from "@toolkit/policies/ledger/accepted-findings";
import { isFor } from "@toolkit/policies/ledger/apply";
import type { Suppression } from "@toolkit/policies/ledger/entry";
import type { Combination, LedgerEntry } from "./entry";
import { suppressions } from "./suppressions";

/** What is accepted on a day. */
export interface Ledger {
  /** Of the user, who may say more about what the project accepts too. */
  readonly own: readonly AcceptedFinding[];
  /** Of the user, past their last day: they accept nothing. */
  readonly expired: readonly AcceptedFinding[];
  /** Of this project. */
  readonly project: readonly LedgerEntry[];
}

/**
 * The ledger of a folder with stack files: its `accepted-findings.yaml`, and what the project accepts.
 *
 * @param today `YYYY-MM-DD`
 * @param project @default the project's entries for its stacks
 * @throws RunError that names every problem of the file.
 */
export function ledgerOf(
  folder = process.cwd(),
  today = new Date().toISOString().slice(0, 10),
  project: readonly LedgerEntry[] = suppressions,
): Ledger {
  const all = readAcceptedFindings(folder);
  return {
    own: all.filter((entry) => !isExpired(entry, today)),
    expired: all.filter((entry) => isExpired(entry, today)),
    project,
  };
}

/** The project's ledger without any user's, for its own tests and documents. */
export const PROJECT_LEDGER: Ledger = { own: [], expired: [], project: suppressions };

/** Entries by which a finding is accepted, the user's first. */
export const entriesOf = ({ own, project }: Ledger): readonly Suppression[] => [...own, ...project];

/** Entries that accept nothing: the resource is gone, or complies by now. */
export interface UnusedEntries {
  readonly own: readonly AcceptedFinding[];
  readonly project: readonly LedgerEntry[];
}

/**
 * Entries that none of the findings needs. Those of the project that are for other stacks, or for settings that these
 * do not have, are not counted.
 */
export function unusedEntries(
  { own, project }: Ledger,
  used: ReadonlySet<Suppression>,
  stacks: readonly Combination[],
): UnusedEntries {
  const concerns = (entry: LedgerEntry): boolean =>
    entry.appearsWith === undefined && stacks.some((labels) => isFor(entry, labels));
  return {
    own: own.filter((entry) => !used.has(entry)),
    project: project.filter((entry) => !used.has(entry) && concerns(entry)),
  };
}
