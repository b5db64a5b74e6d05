import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { summaryColumns } from "../preview/command";
import { parseOptions } from "../preview/options";
import { FIXTURE_STACKS } from "../program/fixtures";
import { previewStack } from "../program/program";
import { PLAIN, renderSummary } from "@toolkit/offline/render";
import { configurationTable } from "../../stacks/config/document";
import { riskTable } from "../../stacks/config/risks";
import { withBlock } from "./generated-block";

const README = join(__dirname, "..", "..", "README.md");

/** The README with its generated parts as the program has them now. */
export async function generatedReadme(current: string): Promise<string> {
  const blocks = {
    summary: fenced(await previewSummary()),
    configuration: configurationTable(),
    risks: riskTable(),
  };
  const text = Object.entries(blocks).reduce((readme, [name, block]) => withBlock(readme, name, block), current);
  return format(text, { ...(await resolveConfig(README)), parser: "markdown" });
}

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

/** The table that ends `npm run preview`. */
async function previewSummary(): Promise<string> {
  const options = parseOptions(["--stacks", FIXTURE_STACKS]);
  const { config, graph } = await previewStack(options);
  return renderSummary(await summaryColumns(options, config.frontend, graph), PLAIN);
}

async function main(): Promise<void> {
  writeFileSync(README, await generatedReadme(readFileSync(README, "utf8")));
}

if (require.main === module) void main();
