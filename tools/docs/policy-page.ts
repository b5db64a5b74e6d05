import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { policyBlocks } from "./policies";
import { FIXTURE_STACKS } from "../program/fixtures";
import { type PolicyRun, runPolicies } from "../policies/run";
import { withBlock } from "./generated-block";

export const POLICY_PAGE = join(__dirname, "..", "..", "docs", "policies.md");

/** docs/policies.md with its tables as the rules, the ledger and the stacks have them now. */
export async function generatedPolicyPage(current: string, run: PolicyRun): Promise<string> {
  const blocks = policyBlocks(run);
  const text = Object.entries(blocks).reduce((page, [name, block]) => withBlock(page, name, block), current);
  return format(text, { ...(await resolveConfig(POLICY_PAGE)), parser: "markdown" });
}

async function main(): Promise<void> {
  const run = await runPolicies({ folder: FIXTURE_STACKS, set: [], trace: false });
  writeFileSync(POLICY_PAGE, await generatedPolicyPage(readFileSync(POLICY_PAGE, "utf8"), run));
}

if (require.main === module) void main();
