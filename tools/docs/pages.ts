import { existsSync, readFileSync } from "node:fs";

import { format, resolveConfig } from "prettier";

import { FIXTURE_STACKS } from "../program/fixtures";
import { runPolicies } from "../policies/run";
import { scorecardTable } from "../policies/tables";
import { type GeneratedFile } from "../update/generated-file";
import { availabilityBlocks } from "./availability";
import { configurationBlocks } from "./configuration";
import { costFigures } from "./cost/figures";
import { withBlocks } from "./generated-block";
import { proveBlocks } from "./prove-blocks";
import { rightsBlocks } from "./rights";

/** Not formatted: cells are not padded, so that a change of one row is a change of one line. */
const CONFIGURATION = "docs/configuration.md";
const RIGHTS = "docs/rights.md";
const UNFORMATTED: readonly string[] = [CONFIGURATION, RIGHTS];

/** The pages with generated parts, those that are still there. */
export async function pages(): Promise<GeneratedFile[]> {
  const figures = await costFigures();
  const blocks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "README.md": figures,
    "docs/cost.md": figures,
    "docs/policies.md": {
      scorecard: scorecardTable(await runPolicies({ folder: FIXTURE_STACKS, set: [] })),
    },
    "docs/availability.md": await availabilityBlocks(),
    "docs/prove-live.md": await proveBlocks(),
    [RIGHTS]: await rightsBlocks(),
    [CONFIGURATION]: configurationBlocks(),
  };
  const present = Object.entries(blocks).filter(([path]) => existsSync(path));
  return Promise.all(
    present.map(async ([path, parts]) => {
      const text = withBlocks(readFileSync(path, "utf8"), parts);
      return { path, content: UNFORMATTED.includes(path) ? text : await formatted(path, text) };
    }),
  );
}

const formatted = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), parser: "markdown" });
