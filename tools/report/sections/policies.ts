import type { StackVerdict } from "../../policies/check";
import { withHint } from "@toolkit/policies/hints";
import type { JudgedFinding } from "@toolkit/policies/ledger/apply";
import type { Suppression } from "@toolkit/policies/ledger/entry";
import { type ControlResult, type Scorecard, tally } from "@toolkit/policies/scorecard";
import { shortType } from "@toolkit/offline/render/tree";
import { bar, legend } from "../bar";
import { type Content, type Html, markup } from "../markup";
import { type Section } from "../section";
import { counted, expander, table } from "../table";

/** What the policies say about a stack. */
export interface PolicyFacts {
  readonly verdict: StackVerdict;
  readonly cards: readonly Scorecard[];
}

const ORDER = ["critical", "high", "medium", "low"];

/** Findings that no entry of the ledger accepts, the worst first. */
export function failuresOf({ findings }: Pick<StackVerdict, "findings">): JudgedFinding[] {
  return findings
    .filter(({ suppression }) => suppression === undefined)
    .sort((a, b) => ORDER.indexOf(a.rule.severity) - ORDER.indexOf(b.rule.severity));
}

/** Findings, how the stack does against the catalogues of other suites, and what is accepted for which reason. */
export function renderPolicies({ verdict, cards }: PolicyFacts): Section {
  return {
    id: "policies",
    title: "Policies",
    content: [failures(failuresOf(verdict)), scorecard(cards), ledger(verdict), ...cards.map(controls)],
  };
}

function failures(found: readonly JudgedFinding[]): Html {
  if (found.length === 0) return markup`<p class="good">No finding is open.</p>\n`;
  return table({
    caption: `Open findings: ${found.length}`,
    columns: ["Severity", "Resource", "Finding", "What to change"],
    rows: found.map(({ rule, resource, about, message, hint }) => [
      markup`<strong class="bad">${rule.severity}</strong>`,
      markup`${resource.name}${about === undefined ? "" : ` (${about})`} <small>${shortType(resource.type)}</small>`,
      markup`${message} <small>${rule.id}</small>`,
      withHint(rule.fix, hint),
    ]),
  });
}

function scorecard(cards: readonly Scorecard[]): Html {
  const number = (title: string) => ({ title, isNumber: true });
  const key = legend([
    ["passed", "passed"],
    ["vacuous", "nothing to judge"],
    ["suppressed", "accepted"],
    ["failed", "failed"],
  ]);
  const body = table({
    caption: "Scorecard: controls of other suites that concern resources of this project",
    columns: [
      "Suite",
      "Result",
      number("Passed"),
      number("Nothing to judge"),
      number("Accepted"),
      number("Failed"),
      number("Controls"),
    ],
    rows: cards.map(({ catalogue, results }) => {
      const { passed, vacuous, suppressed, failed } = tally(results);
      const judged = passed - vacuous;
      const parts = [
        { value: judged, look: "passed" },
        { value: vacuous, look: "vacuous" },
        { value: suppressed, look: "suppressed" },
        { value: failed, look: "failed" },
      ];
      return [catalogue.name, bar(parts, results.length), judged, vacuous, suppressed, failed, results.length];
    }),
    look: "bars",
  });
  return markup`${key}${body}`;
}

/** Entry by entry of the ledger, with the resources that it is about. */
function ledger({ findings }: StackVerdict): Html {
  const accepted = new Map<Suppression, Set<string>>();
  for (const { suppression, resource } of findings) {
    if (suppression === undefined) continue;
    accepted.set(suppression, (accepted.get(suppression) ?? new Set()).add(resource.name));
  }
  const count = findings.filter(({ suppression }) => suppression !== undefined).length;
  if (count === 0) return markup`<p>Nothing is accepted by the ledger.</p>\n`;
  return markup`<h3>Ledger</h3>
<p>${counted(count, "finding")} ${count === 1 ? "is" : "are"} accepted, each for a reason and with a day of review.</p>
${table({
  caption: "Accepted findings",
  columns: ["Rules", "Resources", "Why it is accepted", "What stands in its place", "Review"],
  rows: [...accepted].map(([{ rules, reason, instead, who, review }, names]) => [
    rules.join(", "),
    [...names].join(", "),
    reason,
    instead ?? `Accepted by ${who ?? "nobody"}.`,
    markup`<span class="nowrap">${review}</span>`,
  ]),
  look: "wide",
})}`;
}

function controls({ catalogue, results }: Scorecard): Html {
  return expander(
    `Every control of ${catalogue.name}: ${results.length}`,
    table({
      caption: `Controls of ${catalogue.name}`,
      columns: ["Control", "Title", "Result", "Rules of this project, or reason"],
      rows: results.map((result) => [result.id, result.title, word(result), groundsOf(result)]),
      look: "wide",
    }),
  );
}

function word({ status, isVacuous }: ControlResult): Content {
  if (status === "failed") return markup`<strong class="bad">failed</strong>`;
  if (status === "suppressed") return "accepted";
  return isVacuous ? "nothing to judge" : "passed";
}

function groundsOf({ rules, because }: ControlResult): string {
  return [...(rules.length > 0 ? [rules.join(", ")] : []), ...because.map(({ reason }) => reason)].join(". ");
}
