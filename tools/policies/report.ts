import { PLAIN, type Style } from "@toolkit/offline/render/style";
import { withHint } from "@toolkit/policies/hints";
import type { StackVerdict } from "./check";
import type { JudgedFinding } from "@toolkit/policies/ledger/apply";
import type { Justification, Suppression } from "@toolkit/policies/ledger/entry";
import type { Ledger, UnusedEntries } from "./ledger/current";
import { typesWithoutRules } from "@toolkit/policies/coverage";
import type { PolicyResource } from "@toolkit/policies/graph";
import { rules } from "@toolkit/policies/rules";
import { type Scorecard, tally } from "@toolkit/policies/scorecard";
import type { Severity } from "@toolkit/policies/rule";

const ORDER: readonly Severity[] = ["critical", "high", "medium", "low"];

const kindOf = (type: string): string => type.replace(/^aws:/, "").replace(/\/[a-z]\w*:/, ":");

const failuresOf = (findings: readonly JudgedFinding[]): JudgedFinding[] =>
  findings
    .filter(({ suppression }) => suppression === undefined)
    .sort((a, b) => ORDER.indexOf(a.rule.severity) - ORDER.indexOf(b.rule.severity));

/** Findings of one stack and variant. */
export const renderFindings = ({ combination, findings }: StackVerdict, style: Style = PLAIN): string =>
  renderFindingsOf(`${combination.stack}, ${combination.frontend}`, findings, style);

/** What fails in full, and what is accepted as a number. */
export function renderFindingsOf(what: string, findings: readonly JudgedFinding[], style: Style = PLAIN): string {
  const failures = failuresOf(findings);
  const accepted = findings.length - failures.length;
  const count = `${failures.length} ${failures.length === 1 ? "failure" : "failures"}`;
  const head = `${style.bold("policies")}  ${what}: ${failures.length === 0 ? style.good(count) : style.bad(count)}, ${accepted} findings accepted by the ledger`;
  return [head, ...failures.map((finding) => renderFailure(finding, style))].join("\n");
}

/** Types that have no rule of their own; empty when all have one. */
export function renderUnread(resources: readonly PolicyResource[], style: Style): string[] {
  const types = typesWithoutRules(rules, resources);
  if (types.length === 0) return [];
  return [style.dim(`Without a rule of their own, read by the general rules alone: ${types.map(kindOf).join(", ")}`)];
}

function renderFailure({ rule, resource, about, message, hint }: JudgedFinding, style: Style): string {
  const { checkov, securityHub, cdkNag } = rule.answers;
  const ids = [...checkov, ...securityHub, ...cdkNag].join(", ");
  const part = about === undefined ? "" : ` (${about})`;
  return [
    `  ${style.bad(rule.severity)}  ${rule.id}  ${kindOf(resource.type)} ${style.bold(resource.name)}${part}: ${message}`,
    `    ${withHint(rule.fix, hint)}${ids === "" ? "" : style.dim(` ${ids}`)}`,
  ].join("\n");
}

/** What the ledger accepts, entry by entry, with the resources it is about. */
export function renderAccepted(verdicts: readonly StackVerdict[], style: Style): string {
  const byEntry = new Map<Suppression, Set<string>>();
  for (const { findings } of verdicts) {
    for (const { suppression, resource } of findings) {
      if (suppression === undefined) continue;
      const names = byEntry.get(suppression) ?? new Set();
      byEntry.set(suppression, names.add(resource.name));
    }
  }
  const lines = [...byEntry].map(([entry, names]) =>
    [
      `  ${[entry.where?.profile ?? entry.where?.stack ?? "all"].flat().join(", ")}  ${style.bold(entry.rules.join(", "))}: ${[...names].join(", ")}`,
      style.dim(`    ${groundsOf(entry)}`),
    ].join("\n"),
  );
  return ["Accepted by the ledger", ...lines].join("\n");
}

/** Why a finding is accepted, and what stands in its place or who decided. */
export const groundsOf = (entry: Justification): string => `${entry.reason} ${standInOf(entry)}`.trim();

/** What stands in the place of what is accepted, or who decided to do without. */
export function standInOf({ instead, who, review }: Justification): string {
  if (instead !== undefined) return `Instead: ${instead}`;
  return who === undefined ? "" : `Accepted by ${who} until ${review}.`;
}

/** A line per catalogue, and the controls that fail. */
export function renderScorecards(stack: string, cards: readonly Scorecard[], style: Style): string {
  const lines = cards.flatMap(({ catalogue, results }) => {
    const { passed, suppressed, failed, vacuous } = tally(results);
    const idle = vacuous === 0 ? "" : ` (${vacuous} for want of such a resource)`;
    const counts = `${passed} passed${idle}, ${suppressed} suppressed with a reason, ${failed} failed`;
    const failures = results.filter(({ status }) => status === "failed");
    return [
      `  ${style.bold(catalogue.name)}, ${results.length} controls: ${failed === 0 ? style.good(counts) : style.bad(counts)}`,
      ...failures.map(
        ({ id, title, rules }) => `    ${id} ${title}: ${rules.length === 0 ? "no rule answers it" : rules.join(", ")}`,
      ),
    ];
  });
  return [`Scorecard of ${stack}, both variants`, ...lines].join("\n");
}

/** What is to be said of the ledger itself: what has ended, what fits nothing, and what to look at again. */
export function renderLedgerNotes({ ledger, unused }: LedgerState, overdue: readonly Justification[]): string[] {
  const subjectOf = ({ rules, resource, about }: Suppression): string =>
    `${rules.join(", ")} of ${resource}${about === undefined ? "" : ` (${about})`}`;
  const idle = unused.project.map((entry) => `  ${subjectOf(entry)}`);
  return [
    ...ledger.expired.map(
      (entry) =>
        `Error: ${entry.place}: ${subjectOf(entry)} was accepted by ${entry.who} until ${entry.review}. Mend it, or accept it anew.`,
    ),
    ...unused.own.map((entry) => `Notice: ${entry.place}: ${subjectOf(entry)} fits nothing that the rules find here.`),
    ...(idle.length === 0
      ? []
      : [[`Notice: the project's ledger accepts what no stack has here:`, ...idle].join("\n")]),
    ...overdue.map(({ review, reason }) => `Warning: to be reviewed since ${review}: ${reason}`),
  ];
}

interface LedgerState {
  readonly ledger: Ledger;
  readonly unused: UnusedEntries;
}
