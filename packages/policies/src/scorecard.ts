import { type Catalogue, catalogues } from "./catalogues";
import { subjectsOf } from "./evaluate";
import type { PolicyGraph } from "./graph";
import type { JudgedFinding } from "./ledger/apply";
import type { Declaration, Justification } from "./ledger/entry";
import type { Rule } from "./rule";

/** What the rules found in one graph. */
export interface Verdict {
  readonly graph: PolicyGraph;
  readonly findings: readonly JudgedFinding[];
}

export type Status = "passed" | "suppressed" | "failed";

/** How one control of a catalogue comes out over some graphs. */
export interface ControlResult {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  /** Passes because no graph has a resource that it concerns. */
  readonly isVacuous: boolean;
  /** Ids of the rules that answer it; empty when the ledger declares it. */
  readonly rules: readonly string[];
  /** Why it may stay unfulfilled. */
  readonly because: readonly Justification[];
}

export interface Scorecard {
  readonly catalogue: Catalogue;
  readonly results: readonly ControlResult[];
}

/** A card per catalogue. A control that neither a rule answers nor the ledger declares is failed. */
export function scorecards(
  verdicts: readonly Verdict[],
  rules: readonly Rule[],
  declarations: readonly Declaration[],
): Scorecard[] {
  const judged = new Set(
    rules.filter((rule) => verdicts.some(({ graph }) => subjectsOf(rule, graph).length > 0)).map(({ id }) => id),
  );
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  return catalogues.map((catalogue) => ({
    catalogue,
    results: Object.entries(catalogue.controls).map(([id, title]) => {
      const answering = rules.filter((rule) => rule.answers[catalogue.key].includes(id));
      const declared = declarations.filter((declaration) => declaration.ids.includes(id));
      const found = findings.filter(({ rule }) => answering.includes(rule));
      return {
        id,
        title,
        status: statusOf(answering, declared, found),
        isVacuous: answering.length > 0 && !answering.some((rule) => judged.has(rule.id)),
        rules: answering.map((rule) => rule.id),
        because: [...declared, ...new Set(found.flatMap(({ suppression }) => suppression ?? []))],
      };
    }),
  }));
}

function statusOf(
  answering: readonly Rule[],
  declared: readonly Declaration[],
  found: readonly JudgedFinding[],
): Status {
  if (answering.length === 0) return declared.length > 0 ? "suppressed" : "failed";
  if (found.some(({ suppression }) => suppression === undefined)) return "failed";
  return found.length > 0 ? "suppressed" : "passed";
}

/** How many results have each status, and how many of those that passed had nothing to judge. */
export function tally(results: readonly ControlResult[]): Record<Status | "vacuous", number> {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  return {
    passed: count("passed"),
    suppressed: count("suppressed"),
    failed: count("failed"),
    vacuous: results.filter(({ status, isVacuous }) => status === "passed" && isVacuous).length,
  };
}
