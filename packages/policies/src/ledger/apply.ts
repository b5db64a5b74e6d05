import type { Finding } from "../evaluate";
import { globMatches } from "@toolkit/iam/pattern";
import type { Labels, Suppression } from "./entry";

/** A finding with the entry of the ledger that accepts it, if one does. */
export interface JudgedFinding extends Finding {
  readonly suppression?: Suppression;
}

/**
 * Looks every finding up in the ledger; the first entry that fits counts.
 *
 * @param labels of the stack: entries for others are left out @default all entries count
 */
export function judge(findings: readonly Finding[], ledger: readonly Suppression[], labels?: Labels): JudgedFinding[] {
  const entries = labels === undefined ? ledger : ledger.filter((entry) => isFor(entry, labels));
  return findings.map((finding) => {
    const suppression = entries.find((entry) => accepts(entry, finding));
    return suppression === undefined ? finding : { ...finding, suppression };
  });
}

/** True when a stack has every label that an entry names. */
export const isFor = ({ where = {} }: Suppression, labels: Labels): boolean =>
  Object.entries(where).every(([label, values]) => [values].flat().some((value) => labels[label] === value));

function accepts(entry: Suppression, { rule, resource, about }: Finding): boolean {
  return (
    entry.rules.includes(rule.id) &&
    globMatches(entry.resource, `${resource.type}/${resource.name}`) &&
    (entry.about === undefined || globMatches(entry.about, about ?? ""))
  );
}
