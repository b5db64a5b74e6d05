import { toCents } from "@toolkit/cost/formulas/money";
import { shortType } from "@toolkit/offline/render/tree";
import { signedUsd, usd } from "../../cost/pages/numbers";
import { table } from "../../markdown-table";
import { isIdle, type Review, type ReviewChange, type ReviewConsequence } from "../review/review";
import { code, fenced, inert } from "./inert";

/** Rows of one table, and characters of all: GitHub takes 65,536 characters a comment. */
const MAX_ROWS = 100;
const MAX_LENGTH = 60_000;

/** Finds a stack's comment again, so that each push changes it instead of adding one. */
export const markerOf = (stack: string): string => `<!-- pulumi preview of ${stack} -->`;

/** What a pull request does to a stack, as a comment: inputs by name and never their values, which may be secret. */
export function commentOf(review: Review): string {
  const { stack, base, by } = review;
  const marker = markerOf(stack);
  const source =
    by === "engine" ? "the engine's preview of the deployed stack" : `offline, compared with ${inert(base)}`;
  const footer = `<sub>${source} · docs/pull-requests.md says what this shows</sub>`;
  if (isIdle(review)) return [marker, `### ${stack}: no changes`, footer].join("\n\n");
  const sections = [
    marker,
    `### ${stack}: ${headline(review)}`,
    ...unknownSection(review),
    ...lossSection(review),
    ...costSection(review),
    ...findingSection(review),
    ...changeSection(review),
  ];
  const text = sections.join("\n\n");
  const cut = text.length > MAX_LENGTH ? `${text.slice(0, text.lastIndexOf("\n", MAX_LENGTH))}\n\n…` : text;
  return `${cut}\n\n${footer}`;
}

const WORDS = { replace: "replaced", update: "changed", create: "new", delete: "deleted" } as const;
const OPERATIONS = ["replace", "update", "create", "delete"] as const;

function headline({ changes, cost, findings, seconds }: Review): string {
  const counts = OPERATIONS.map(
    (operation) => [operation, changes.filter((one) => one.operation === operation).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([operation, count]) => `${count} ${WORDS[operation]}`);
  const parts = [
    counts.length === 0 ? "no resource changes" : counts.join(", "),
    ...(cost === null ? [] : [costWords(cost)]),
    ...(findings === null || findings.added.length === 0 ? [] : [counted(findings.added.length, "new finding")]),
    ...(seconds === null ? [] : [`about ${minutes(seconds)} to deploy`]),
  ];
  return parts.join(" · ");
}

function costWords({ before, after }: NonNullable<Review["cost"]>): string {
  if (before === null) return `${usd(after)} USD a month`;
  const change = toCents(after) - toCents(before);
  return toCents(change) === 0 ? "same cost" : `${signedUsd(change)} USD a month`;
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

const minutes = (seconds: number): string => `${Math.max(1, Math.round(seconds / 60))} min`;

const unknownSection = ({ unknown }: Review): string[] =>
  unknown.map((sentence) => (sentence.includes("\n") ? fenced(sentence) : `> ${inert(sentence)}`));

/** First what the guard refuses, then what else is lost for a while; what is replaced without a loss is in the table. */
function lossSection({ consequences }: Review): string[] {
  const refused = consequences.filter(({ final }) => final.length > 0);
  const others = consequences.filter(({ final, losses }) => final.length === 0 && losses.length > 0);
  const caution = [
    "> [!CAUTION]",
    "> **The guard will refuse this deployment**, since no later one brings this back (docs/runbooks/guard.md):",
    ">",
    ...limited(refused, consequenceLine).map((line) => `> ${line}`),
  ];
  return [
    ...(refused.length === 0 ? [] : [caution.join("\n")]),
    ...(others.length === 0
      ? []
      : [["**Interrupted for a while**", "", ...limited(others, consequenceLine)].join("\n")]),
  ];
}

function consequenceLine({ operation, type, name, causes, losses, final }: ReviewConsequence): string {
  const because = causes.length === 0 ? "" : ` by ${causes.map(code).join(", ")}`;
  const lost = losses.map((text) => (final.includes(text) ? `**${inert(text)}**` : inert(text)));
  return `- ${code(name)} (${code(shortType(type))}) is ${WORDS[operation]}${because}${lost.length === 0 ? "" : `: ${lost.join("; ")}`}`;
}

function costSection({ cost }: Review): string[] {
  if (cost === null) return [];
  if (cost.before === null || cost.changed === 0) return [];
  const cells = (before: number, after: number): string[] => [
    usd(before),
    usd(after),
    signedUsd(toCents(after) - toCents(before)),
  ];
  const rows = cost.largest.map(({ sign, type, name, before, after }) => [
    `${sign} ${code(name)} (${code(shortType(type))})`,
    ...cells(before, after),
  ]);
  const more = cost.changed - cost.largest.length;
  const others = more > 0 ? [[counted(more, "smaller change"), "", "", ""]] : [];
  const total = ["**Total**", ...cells(cost.before, cost.after).map((cell) => `**${cell}**`)];
  const lacking = cost.unpriced === 0 ? "" : `, ${counted(cost.unpriced, "resource")} without a price left out`;
  return [
    `**Cost**, USD a month at usage ${code(cost.usage)}${lacking}`,
    table(["", "before", "after", "change"], [...rows, ...others, total], ["l", "r", "r", "r"]),
  ];
}

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

function findingSection({ findings }: Review): string[] {
  if (findings === null || (findings.added.length === 0 && findings.gone === 0)) return [];
  const sorted = SEVERITIES.flatMap((severity) => findings.added.filter((one) => one.severity === severity));
  const lines = limited(
    sorted,
    ({ severity, rule, type, name, message, fix }) =>
      `- **${severity}** ${code(rule)}: ${code(name)} (${code(shortType(type))}) ${inert(message)}. ${inert(fix)}`,
  );
  const gone =
    findings.gone === 0
      ? []
      : [`${counted(findings.gone, "finding")} of before ${findings.gone === 1 ? "is" : "are"} gone.`];
  return [
    ...(lines.length === 0 ? [] : [["**New findings** of the security rules", "", ...lines].join("\n")]),
    ...gone,
  ];
}

function changeSection({ changes }: Review): string[] {
  if (changes.length === 0) return [];
  const sorted = OPERATIONS.flatMap((operation) => changes.filter((one) => one.operation === operation));
  const rows = sorted.slice(0, MAX_ROWS).map(rowOf);
  const more = sorted.length > MAX_ROWS ? [`${sorted.length - MAX_ROWS} more are in the job's log.`] : [];
  return [
    `<details><summary>${counted(sorted.length, "resource")} ${sorted.length === 1 ? "changes" : "change"}</summary>`,
    table(["", "type", "name", "inputs"], rows),
    ...more,
    "</details>",
  ];
}

const rowOf = ({ operation, type, name, inputs }: ReviewChange): string[] => [
  WORDS[operation],
  code(shortType(type)),
  code(name),
  inputs.map(code).join(", "),
];

/** The first lines of a list, and how many there are besides. */
function limited<T>(items: readonly T[], line: (item: T) => string): string[] {
  const more = items.length - MAX_ROWS;
  return [...items.slice(0, MAX_ROWS).map(line), ...(more > 0 ? [`- and ${more} more`] : [])];
}
