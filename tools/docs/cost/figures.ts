import { LIST_TERMS } from "@toolkit/cost/terms";
import { PLAIN } from "@toolkit/offline/render/style";
import { usagePresets } from "../../cost/application";
import { estimateDocument, presetOf } from "../../cost/document";
import { runCost } from "../../cost/pages/command";
import { usd } from "../../cost/pages/numbers";
import { FIXTURE_STACKS } from "../../program/fixtures";
import { previewStack } from "../../program/program";
import { table } from "../../markdown-table";

const STACKS = {
  dev: "dev, idle: Spot, one NAT instance, one database",
  prod: "prod, small traffic: two zones, standby, WAF, audit",
};

const DIFFERENCE = { stack: "prod", diff: "network.nat=single" };

/** What the stacks of the fixtures cost, and what a change of one would, for README.md and docs/cost.md. */
export async function costFigures(): Promise<Record<"costs" | "difference", string>> {
  return { costs: await costTable(), difference: await difference() };
}

async function costTable(): Promise<string> {
  const rows: string[][] = [];
  for (const [stack, what] of Object.entries(STACKS)) {
    const totals = [await total(stack, "ssr"), await total(stack, "spa")];
    rows.push([what, ...totals]);
  }
  return table(["USD a month, us-east-1", "ssr", "spa"], rows);
}

async function total(stack: string, frontend: string): Promise<string> {
  const { document } = await previewStack({ stack, folder: FIXTURE_STACKS, set: [`frontend=${frontend}`] });
  return usd(estimateDocument(document, usagePresets[presetOf(document)]).total);
}

async function difference(): Promise<string> {
  const { text } = await runCost(
    { ...DIFFERENCE, set: [], commitment: LIST_TERMS.commitment, folder: FIXTURE_STACKS },
    PLAIN,
  );
  // What follows tells the age of the prices, which changes from day to day.
  const [headline = "", table = ""] = text.split("\n\n");
  return `\`\`\`text\n$ npm run cost -- --stack ${DIFFERENCE.stack} --diff ${DIFFERENCE.diff}\n${headline}\n\n${table}\n\`\`\``;
}
