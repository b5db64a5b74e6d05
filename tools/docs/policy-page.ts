import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { FIXTURE_STACKS } from "../program/fixtures";
import { type PolicyRun, runPolicies } from "../policies/run";
import { scorecardTable } from "../policies/tables";
import { withBlock } from "./generated-block";

export const POLICY_PAGE = join(__dirname, "..", "..", "docs", "policies.md");

/** docs/policies.md with the scorecard as it is now. */
export async function generatedPolicyPage(current: string, run: PolicyRun): Promise<string> {
  return format(withBlock(current, "scorecard", scorecardTable(run)), {
    ...(await resolveConfig(POLICY_PAGE)),
    parser: "markdown",
  });
}

async function main(): Promise<void> {
  const run = await runPolicies({ folder: FIXTURE_STACKS, set: [], trace: false });
  writeFileSync(POLICY_PAGE, await generatedPolicyPage(readFileSync(POLICY_PAGE, "utf8"), run));
}

if (require.main === module) void main();
