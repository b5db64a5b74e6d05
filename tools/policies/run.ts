import { type PreviewOptions, previewStack, type StackPreview } from "../program/program";
import { unknownProblems } from "../program/strict";
import { DeployRights, renderAdvice, type StackAdvice } from "../rights/advice";
import type { Style } from "@toolkit/offline/render/style";
import { stacksIn } from "@toolkit/offline/stack-file";
import { checkPreview, type StackVerdict } from "./check";
import { declarations, overdue } from "./ledger";
import { type Ledger, ledgerOf, type UnusedEntries, unusedEntries } from "./ledger/current";
import type { PolicyOptions } from "./options";
import { renderAccepted, renderFindings, renderLedgerNotes, renderScorecards, renderUnread } from "./report";
import type { Sources } from "./sources";
import { typesWithoutRules } from "@toolkit/policies/coverage";
import { rules } from "@toolkit/policies/rules";
import { type Scorecard, scorecards } from "@toolkit/policies/scorecard";

/** What `npm run policy` found out. */
export interface PolicyRun {
  readonly verdicts: readonly StackVerdict[];
  /** A card per catalogue for each stack, both variants together. */
  readonly cards: readonly StackScorecards[];
  readonly ledger: Ledger;
  /** Entries of the ledger that fit nothing; only a run over every stack can tell. */
  readonly unused: UnusedEntries;
  /** What the rules were shown without being known, a sentence each. */
  readonly unknown: readonly string[];
  /** What the deploy roles of the bootstrap lack for the stacks. */
  readonly advice: readonly StackAdvice[];
}

export interface StackScorecards {
  readonly stack: string;
  readonly cards: readonly Scorecard[];
}

const FRONTENDS = ["ssr", "spa"];

const NONE: UnusedEntries = { own: [], project: [] };

/**
 * Runs every rule over every stack in both variants, or over one stack.
 *
 * @param today `YYYY-MM-DD`, for entries of the user that end @default the day it is
 * @param sources told of where each resource is registered @default nobody is told
 * @param run how the program is run @default previewStack
 * @throws RunError and CaptureError, as `previewStack` does.
 */
export async function runPolicies(
  options: Pick<PolicyOptions, "stack" | "set" | "folder">,
  today?: string,
  sources?: Sources,
  run: (options: PreviewOptions) => Promise<StackPreview> = previewStack,
): Promise<PolicyRun> {
  const { stack, set, folder } = options;
  const ledger = ledgerOf(folder, today);
  const verdicts: StackVerdict[] = [];
  const unknown = new Set<string>();
  const rights = await DeployRights.in(folder);
  for (const each of stack === undefined ? stacksIn(folder) : [stack]) {
    const chosen = set.filter((assignment) => /^(webapp:)?frontend=/.test(assignment));
    for (const variant of chosen.length > 0 ? chosen : FRONTENDS.map((frontend) => `frontend=${frontend}`)) {
      const preview = await run({
        stack: each,
        set: [...set, variant],
        folder,
        ...(sources === undefined ? {} : { onRegister: sources.note }),
      });
      verdicts.push(checkPreview(preview, ledger));
      for (const problem of unknownProblems(preview.graph.notes)) unknown.add(problem);
      rights.judge(preview);
    }
  }
  return {
    verdicts,
    cards: cardsByStack(verdicts),
    ledger,
    unused: stack === undefined ? unusedIn(ledger, verdicts) : NONE,
    unknown: [...unknown],
    advice: rights.lacking(),
  };
}

/** Every control for each stack, over both of its variants. */
export function cardsByStack(verdicts: readonly StackVerdict[]): StackScorecards[] {
  return [...new Set(verdicts.map(({ combination }) => combination.stack))].map((stack) => ({
    stack,
    cards: scorecards(
      verdicts.filter(({ combination }) => combination.stack === stack),
      rules,
      declarations,
    ),
  }));
}

function unusedIn(ledger: Ledger, verdicts: readonly StackVerdict[]): UnusedEntries {
  const used = new Set(verdicts.flatMap(({ findings }) => findings.flatMap(({ suppression }) => suppression ?? [])));
  return unusedEntries(
    ledger,
    used,
    verdicts.map(({ combination }) => combination),
  );
}

/** True when nothing fails and nothing that was accepted has ended. */
export const isClean = ({ verdicts, cards, ledger }: PolicyRun): boolean =>
  ledger.expired.length === 0 &&
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
    ...(options.accepted === true ? [renderAccepted(run.verdicts, style)] : []),
    ...renderUnread(
      run.verdicts.flatMap(({ graph }) => graph.resources),
      style,
    ),
    ...renderAdvice(run.advice),
    ...run.cards.map(({ stack, cards }) => renderScorecards(stack, cards, style)),
    ...renderLedgerNotes(run, overdue([...run.ledger.project, ...declarations], today)),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The run as plain data. */
export function documentOf({ verdicts, cards, ledger, unused, advice }: PolicyRun): Record<string, unknown> {
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
    typesWithoutRules: typesWithoutRules(
      rules,
      verdicts.flatMap(({ graph }) => graph.resources),
    ),
    deployRoleLacks: advice.flatMap(({ stack, lacking }) =>
      lacking.map(({ action, resource, type, name, by }) => ({ stack, action, resource, type, name, by })),
    ),
    unusedSuppressions: unused.project,
    unusedAcceptedFindings: unused.own,
    expiredAcceptedFindings: ledger.expired,
  };
}
