import type { Finding } from "../evaluate";
import { globMatches } from "../statements";
import type { Combination, Suppression } from "./entry";

/** A finding with the entry of the ledger that accepts it, if one does. */
export interface JudgedFinding extends Finding {
  readonly suppression?: Suppression;
}

/**
 * Looks every finding up in the ledger; the first entry that fits counts.
 *
 * @param combination leaves out entries of other profiles and variants @default all entries
 */
export function judge(
  findings: readonly Finding[],
  ledger: readonly Suppression[],
  combination?: Combination,
): JudgedFinding[] {
  const entries = combination === undefined ? ledger : ledger.filter((entry) => isFor(entry, combination));
  return findings.map((finding) => {
    const suppression = entries.find((entry) => accepts(entry, finding));
    return suppression === undefined ? finding : { ...finding, suppression };
  });
}

function isFor({ profile, frontend }: Suppression, combination: Combination): boolean {
  return (
    (profile ?? combination.profile) === combination.profile &&
    (frontend ?? combination.frontend) === combination.frontend
  );
}

function accepts(entry: Suppression, { rule, resource, about }: Finding): boolean {
  return (
    entry.rules.includes(rule.id) &&
    globMatches(entry.resource, `${resource.type}/${resource.name}`) &&
    (entry.about === undefined || globMatches(entry.about, about ?? ""))
  );
}
