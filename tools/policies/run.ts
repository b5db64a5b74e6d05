import { previewStack } from "../program/program";
import type { Style } from "@toolkit/offline/render/style";
import { stacksIn } from "@toolkit/offline/stack-file";
import { checkPreview, type StackVerdict } from "./check";
import { declarations, overdue, suppressions, unused } from "./ledger";
import type { Suppression } from "@toolkit/policies/ledger/entry";
import type { PolicyOptions } from "./options";
import { renderAccepted, renderFindings, renderLedgerProblems, renderScorecards } from "./report";
import { rules } from "@toolkit/policies/rules";
import { type Scorecard, scorecards } from "@toolkit/policies/scorecard";

/** What `npm run policy` found out. */
export interface PolicyRun {
  readonly verdicts: readonly StackVerdict[];
  /** A card per catalogue for each stack, both variants together. */
  readonly cards: readonly StackScorecards[];
  /** Entries of the ledger that fit nothing; only a run over every stack can tell. */
  readonly unused: readonly Suppression[];
}

export interface StackScorecards {
  readonly stack: string;
  readonly cards: readonly Scorecard[];
}

const FRONTENDS = ["ssr", "spa"];

/**
 * Runs every rule over every stack in both variants, or over one stack.
 *
 * @throws RunError and CaptureError, as `previewStack` does.
 */
export async function runPolicies(
  options: Pick<PolicyOptions, "stack" | "set" | "folder" | "trace">,
): Promise<PolicyRun> {
  const { stack, set, folder, trace } = options;
  const verdicts: StackVerdict[] = [];
  for (const each of stack === undefined ? stacksIn(folder) : [stack]) {
    const chosen = set.filter((assignment) => /^(webapp:)?frontend=/.test(assignment));
    for (const variant of chosen.length > 0 ? chosen : FRONTENDS.map((frontend) => `frontend=${frontend}`)) {
      const preview = await previewStack({ stack: each, set: [...set, variant], folder, traces: trace });
      verdicts.push(checkPreview(preview));
    }
  }
  return {
    verdicts,
    cards: cardsByStack(verdicts),
    unused: stack === undefined ? unused(suppressions, await usedEntries(verdicts, folder)) : [],
  };
}

function cardsByStack(verdicts: readonly StackVerdict[]): StackScorecards[] {
  return [...new Set(verdicts.map(({ combination }) => combination.stack))].map((stack) => ({
    stack,
    cards: scorecards(
      verdicts.filter(({ combination }) => combination.stack === stack),
      rules,
      declarations,
    ),
  }));
}

/** Entries that accept something in the stacks as they are, or with the setting that they name. */
async function usedEntries(verdicts: readonly StackVerdict[], folder: string | undefined): Promise<Set<Suppression>> {
  const used = entriesOf(verdicts);
  for (const entry of suppressions) {
    if (entry.appearsWith === undefined || used.has(entry)) continue;
    const stack = verdicts.find(({ combination }) => combination.profile === (entry.profile ?? "dev"))?.combination
      .stack;
    const preview = await previewStack({ stack: stack ?? "dev", set: entry.appearsWith, folder });
    for (const found of entriesOf([checkPreview(preview)])) used.add(found);
  }
  return used;
}

const entriesOf = (verdicts: readonly StackVerdict[]): Set<Suppression> =>
  new Set(verdicts.flatMap(({ findings }) => findings.flatMap(({ suppression }) => suppression ?? [])));

/** True when nothing fails and every entry of the ledger is needed. */
export const isClean = ({ verdicts, cards, unused: idle }: PolicyRun): boolean =>
  idle.length === 0 &&
  verdicts.every(({ findings }) => findings.every(({ suppression }) => suppression !== undefined)) &&
  cards.every((stack) => stack.cards.every(({ results }) => results.every(({ status }) => status !== "failed")));

/**
 * The text of a run.
 *
 * @param today `YYYY-MM-DD`, for entries of the ledger that are due.
 */
export function renderRun(
  run: PolicyRun,
  options: Pick<PolicyOptions, "accepted">,
  today: string,
  style: Style,
): string {
  const sections = [
    ...run.verdicts.map((verdict) => renderFindings(verdict, style)),
    ...(options.accepted ? [renderAccepted(run.verdicts, style)] : []),
    ...run.cards.map(({ stack, cards }) => renderScorecards(stack, cards, style)),
    ...renderLedgerProblems(run.unused, overdue([...suppressions, ...declarations], today)),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The run as plain data. */
export function documentOf({ verdicts, cards, unused: idle }: PolicyRun): Record<string, unknown> {
  return {
    version: 1,
    findings: verdicts.flatMap(({ combination, findings }) =>
      findings.map(({ rule, resource, about, message, hint, suppression }) => ({
        ...combination,
        rule: rule.id,
        severity: rule.severity,
        urn: resource.urn,
        message,
        fix: rule.fix,
        ...(hint === undefined ? {} : { hint }),
        ...(about === undefined ? {} : { about }),
        ...(suppression === undefined ? {} : { accepted: suppression.reason }),
      })),
    ),
    scorecards: cards.flatMap(({ stack, cards: all }) =>
      all.map(({ catalogue, results }) => ({ stack, catalogue: catalogue.name, results })),
    ),
    unusedSuppressions: idle,
  };
}
