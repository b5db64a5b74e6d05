import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { plainText, table } from "../markdown-table";
import { duration } from "../timeline/render";
import { type Claim, type Claims, wordsOf } from "./claims";
import { type Outcome, outcomeOf, type Progress, type Result } from "./progress";

/** A run to tell of. */
export interface Run {
  readonly claims: Claims;
  readonly progress: Progress;
  readonly endedAt: string;
  /** Commit of the checkout, where there is one. */
  readonly commit: string;
}

/** One claim with its result, as the JSON file has it. */
interface Told {
  readonly claim: Claim;
  readonly result?: Result;
}

const rowsOf = ({ claims, progress }: Run): Told[] =>
  claims.claims.map((claim) => {
    const result = progress.results.find(({ id }) => id === claim.id);
    return result === undefined ? { claim } : { claim, result };
  });

/** Claims that turned out false, or could not be checked. */
export const failedClaims = (run: Run): Told[] =>
  rowsOf(run).filter(({ result }) => ["FALSE", "not checked"].includes(outcomeOf(result)));

/**
 * Writes the report as Markdown and as JSON, to attach to an issue: account numbers are left out.
 *
 * @returns the files
 */
export function writeReport(folder: string, run: Run): string[] {
  mkdirSync(folder, { recursive: true });
  const files = [
    { file: path.join(folder, "prove-live.md"), text: markdownOf(run) },
    { file: path.join(folder, "prove-live.json"), text: `${JSON.stringify(documentOf(run), undefined, 2)}\n` },
  ];
  for (const { file, text } of files) writeFileSync(file, text.replaceAll(run.progress.account, "ACCOUNT"));
  return files.map(({ file }) => file);
}

function documentOf(run: Run) {
  const { progress, endedAt, commit } = run;
  const { hours, usd } = progress.forecast;
  return {
    version: 1,
    commit,
    region: progress.region,
    domain: progress.domain !== undefined,
    startedAt: progress.startedAt,
    endedAt,
    foretold: { hours, usd },
    deployments: progress.deployments,
    notes: progress.notes,
    claims: rowsOf(run).map(({ claim, result }) => ({
      ...claim,
      result: result ?? { notTried: "the run ended before" },
    })),
  };
}

function markdownOf(run: Run): string {
  const { progress, endedAt, commit } = run;
  const { hours, usd, hourlyUsd } = progress.forecast;
  const rows = rowsOf(run);
  const count = (outcome: Outcome): number => rows.filter((row) => outcomeOf(row.result) === outcome).length;
  const seconds = (Date.parse(endedAt) - Date.parse(progress.startedAt)) / 1000;
  return [
    "# What an account showed",
    "",
    `${count("holds")} claims hold, ${count("FALSE")} are false, ${count("not checked")} could not be checked, ${count("not tried")} were not tried.`,
    "",
    `Commit ${commit}, region ${progress.region}, ${progress.domain === undefined ? "no domain" : "with a domain"}. ${progress.startedAt} to ${endedAt}: ${duration(Math.round(seconds))}; foretold were ${hours.toFixed(1)} hours and ${usd.toFixed(2)} USD, ${(hourlyUsd * (seconds / 3600)).toFixed(2)} USD for the time it took.`,
    "",
    ...progress.notes.flatMap((note) => [`- ${plainText(note)}`]),
    ...(progress.notes.length === 0 ? [] : [""]),
    table(
      ["", "Claim", "Sees", "Expected", "Seen", "Source"],
      rows.map((row) => [
        outcomeOf(row.result),
        row.claim.claim,
        row.claim.sees,
        wordsOf(row.claim.expected),
        plainText(String(row.result?.seen ?? "")),
        row.claim.sources.map((source) => verdictOn(source.ifItHolds, row) + linkTo(source)).join("<br>"),
      ]),
    ),
    "",
    ...rows.flatMap(({ claim, result }) => detailsOf(claim, result)),
  ].join("\n");
}

/** A source as a link. */
export const linkTo = ({ title, address }: Claim["sources"][number]): string => `[${title}](${address})`;

/** What the outcome says about a source: a false claim turns round what a true one would show. */
function verdictOn(ifItHolds: "confirmed" | "refuted", row: Told): string {
  const outcome = outcomeOf(row.result);
  if (outcome === "holds") return `${ifItHolds}: `;
  return outcome === "FALSE" ? `${ifItHolds === "confirmed" ? "refuted" : "confirmed"}: ` : "";
}

function detailsOf(claim: Claim, result: Result | undefined): string[] {
  const details = result?.notTried === undefined ? (result?.details ?? []) : [result.notTried];
  if (details.length === 0) return [];
  return [
    `## ${claim.id}`,
    "",
    `${claim.claim} Rests on it: ${claim.decision}.`,
    "",
    "```text",
    ...details.map(plain),
    "```",
    "",
  ];
}

/** Nothing ends the block of code early. */
const plain = (text: string): string => text.replaceAll("```", "'''");
