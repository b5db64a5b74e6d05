import type { Style } from "@toolkit/offline/render/style";
import { writePage } from "../report/write";
import type { PolicyOptions } from "./options";
import { documentOf, isClean, type PolicyRun, renderRun, runPolicies } from "./run";
import type { Sources } from "./sources";
import { policyTables } from "./tables";
import { rules } from "@toolkit/policies/rules";
import { sarifOf } from "@toolkit/policies/sarif";

export { isClean, runPolicies };

/**
 * Writes the findings of a run for code scanning.
 *
 * @throws RunError when the file cannot be written.
 */
export function writeSarif(file: string, { verdicts }: PolicyRun, { placeOf }: Sources): void {
  const tool = { name: "toolkit policies", version: "1.0.0" };
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  writePage(file, `${JSON.stringify(sarifOf({ tool, rules, findings, placeOf }), null, 2)}\n`);
}

/**
 * The text for standard output; with `out`, the tables go to that file.
 *
 * @param today `YYYY-MM-DD`, for entries of the ledger that are due.
 * @throws RunError when the file cannot be written.
 */
export function answerTo(
  options: Pick<PolicyOptions, "accepted" | "all" | "json" | "out">,
  run: PolicyRun,
  today: string,
  style: Style,
): string {
  const { all, json, out } = options;
  if (json === true) return `${JSON.stringify(documentOf(run), null, 2)}\n`;
  if (all === true && out === undefined) return policyTables(run);
  const answer = renderRun(run, options, today, style);
  if (out === undefined) return answer;
  writePage(out, policyTables(run));
  return `${answer}\nEvery rule, accepted finding and control: ${out}\n`;
}
