import { catalogues } from "@toolkit/policies/catalogues";
import { unreadInputs } from "@toolkit/policies/coverage";
import { withHint } from "@toolkit/policies/hints";
import type { Justification, Suppression } from "@toolkit/policies/ledger/entry";
import type { Rule } from "@toolkit/policies/rule";
import { rules } from "@toolkit/policies/rules";
import { type ControlResult, tally } from "@toolkit/policies/scorecard";
import { plainText, table } from "../markdown-table";
import { hints } from "./hints";
import { declarations } from "./ledger";
import type { LedgerEntry } from "./ledger/entry";
import { standInOf } from "./report";
import type { PolicyRun } from "./run";

type Row = readonly string[];

/** How each stack does against the catalogues of other suites. */
export function scorecardTable({ cards }: Pick<PolicyRun, "cards">): string {
  const head = ["stack", "catalogue", "controls", "passed", "of them without such a resource", "suppressed", "failed"];
  const rows = cards.flatMap(({ stack, cards: all }) =>
    all.map(({ catalogue, results }) => {
      const { passed, suppressed, failed, vacuous } = tally(results);
      return [stack, catalogue.name, ...[results.length, passed, vacuous, suppressed, failed].map(String)];
    }),
  );
  return table(head, rows);
}

/** Every rule, accepted finding and control, as a page of Markdown. */
export function policyTables(run: PolicyRun): string {
  const sections: readonly [title: string, text: string][] = [
    ["Scorecard", scorecardTable(run)],
    ["Findings that nothing accepts", openFindings(run)],
    ["Rules", table(["rule", "severity", "what must hold", "what to change", "answers"], rules.map(ruleRow))],
    ["Accepted findings", acceptedTable([...run.ledger.own, ...run.ledger.project])],
    [
      "Controls that no rule answers",
      table(
        ["controls", "reason", "instead", "review"],
        declarations.map(({ ids, ...why }) => [ids.join(", "), ...justification(why)]),
      ),
    ],
    [
      "Inputs that no rule reads",
      `Without those that decide about names, cost or speed only. Most say which resource another one belongs to.\n\n${unreadTable(run)}`,
    ],
    ["Controls", controlsTable(run)],
  ];
  return `${["# Policies", ...sections.map(([title, text]) => `## ${title}\n\n${text}`)].join("\n\n")}\n`;
}

function ruleRow({ id, severity, title, fix, answers }: Rule): Row {
  const cis = answers.cis.map((one) => `CIS ${one}`);
  const ids = [...answers.checkov, ...answers.securityHub, ...cis, ...answers.cdkNag];
  return [id, severity, plainText(title), plainText(withHint(fix, hints[id])), ids.join(", ")];
}

function openFindings({ verdicts }: PolicyRun): string {
  const rows = verdicts.flatMap(({ combination, findings }) =>
    findings
      .filter(({ suppression }) => suppression === undefined)
      .map(({ rule, resource, message }) => [
        `${combination.stack}, ${combination.frontend}`,
        rule.id,
        plainText(resource.name),
        plainText(message),
      ]),
  );
  return rows.length === 0 ? "None." : table(["stack", "rule", "resource", "finding"], rows);
}

const acceptedTable = (entries: readonly (Suppression | LedgerEntry)[]): string =>
  table(
    ["rules", "resource", "where", "reason", "instead", "review"],
    entries.map((entry) => [
      entry.rules.join(", "),
      `\`${entry.resource}\`${entry.about === undefined ? "" : ` ${plainText(entry.about)}`}`,
      plainText(whereOf(entry)),
      ...justification(entry),
    ]),
  );

function whereOf(entry: Suppression | LedgerEntry): string {
  const labels = Object.values(entry.where ?? {}).map((values) => [values].flat().join(" or "));
  const settings = "appearsWith" in entry ? (entry.appearsWith ?? []) : [];
  return [...(labels.length === 0 ? ["all"] : labels), ...settings].join(", ");
}

const justification = (entry: Justification): Row => [
  plainText(entry.reason),
  plainText(entry.instead ?? standInOf(entry)),
  entry.review,
];

/** Every control with its result in each stack. */
function controlsTable({ cards }: PolicyRun): string {
  const word = ({ status, isVacuous }: ControlResult): string =>
    status === "passed" && isVacuous ? "no such resource" : status;
  const rows = catalogues.flatMap(({ key, controls }) =>
    Object.entries(controls).map(([id, title]) => {
      const results = cards.flatMap(({ cards: all }) =>
        all
          .filter(({ catalogue }) => catalogue.key === key)
          .flatMap(({ results: one }) => one.filter((r) => r.id === id)),
      );
      return [id, plainText(title), ...results.map(word), results[0]?.rules.join(", ") ?? ""];
    }),
  );
  return table(["control", "title", ...cards.map(({ stack }) => stack), "rules"], rows);
}

function unreadTable({ verdicts }: PolicyRun): string {
  const unread = unreadInputs(
    rules,
    verdicts.map(({ graph }) => graph.resources),
  );
  return table(
    ["type", "inputs"],
    [...unread].map(([type, inputs]) => [`\`${type}\``, [...inputs].sort().join(", ")]),
  );
}
