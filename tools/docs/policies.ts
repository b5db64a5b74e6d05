import { catalogues } from "@toolkit/policies/catalogues";
import { unreadInputs } from "@toolkit/policies/coverage";
import { declarations, suppressions } from "../policies/ledger";
import type { Rule } from "@toolkit/policies/rule";
import { rules } from "@toolkit/policies/rules";
import type { PolicyRun } from "../policies/run";
import { type ControlResult, tally } from "@toolkit/policies/scorecard";

type Row = readonly string[];

const escaped = (cell: string): string => cell.replaceAll("|", "\\|").replaceAll("*", "\\*");

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map((row) => line(row.map(escaped)))].join("\n");
}

/** The generated parts of docs/policies.md, by the name of their markers. */
export function policyBlocks(run: PolicyRun): Record<string, string> {
  return {
    scorecard: scorecardTable(run),
    rules: table(["rule", "severity", "what must hold", "answers"], rules.map(ruleRow)),
    accepted: table(
      ["rules", "resource", "where", "reason", "instead", "review"],
      suppressions.map(({ rules: ids, resource, about, where = {}, appearsWith, reason, instead, review }) => [
        ids.join(", "),
        `\`${resource}\`${about === undefined ? "" : ` ${about}`}`,
        [where.profile ?? "all", where.frontend, ...(appearsWith ?? [])]
          .filter((part) => part !== undefined)
          .join(", "),
        reason,
        instead,
        review,
      ]),
    ),
    declared: table(
      ["controls", "reason", "instead", "review"],
      declarations.map(({ ids, reason, instead, review }) => [ids.join(", "), reason, instead ?? "", review]),
    ),
    controls: controlsTable(run),
    unread: unreadTable(run),
  };
}

function ruleRow({ id, severity, title, answers }: Rule): Row {
  const cis = answers.cis.map((one) => `CIS ${one}`);
  return [id, severity, title, [...answers.checkov, ...answers.securityHub, ...cis, ...answers.cdkNag].join(", ")];
}

function scorecardTable({ cards }: PolicyRun): string {
  const rows = cards.flatMap(({ stack, cards: all }) =>
    all.map(({ catalogue, results }) => {
      const { passed, suppressed, failed, vacuous } = tally(results);
      return [stack, catalogue.name, ...[results.length, passed, vacuous, suppressed, failed].map(String)];
    }),
  );
  const head = ["stack", "catalogue", "controls", "passed", "of them without such a resource", "suppressed", "failed"];
  return table(head, rows);
}

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
      return [id, title, ...results.map(word), results[0]?.rules.join(", ") ?? ""];
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
