import { natBreakEven, reportOf } from "../cost/analysis";
import { chooseUsage } from "../cost/pages/usage-choice";
import { bundledPrices } from "@toolkit/cost/prices";
import { presetOf } from "../cost/document";
import { unknownReason } from "../cost/partial";
import { type StackPreview } from "../program/program";
import { type CostFacts } from "./sections/cost";
import { type WhatIfThread } from "./what-if-thread";
import { sharedWhatIfs } from "./what-ifs";

interface CostInput {
  readonly preview: StackPreview;
  readonly stack: string;
  readonly set: readonly string[];
  /** Where the stack files are. @default the working directory */
  readonly folder?: string;
  /** Preset or path of a usage file. @default the preset that fits the stack's profile */
  readonly usage?: string;
  /** ISO day, for the age of the price table. */
  readonly day: string;
}

/**
 * Prices a stack, its variants in the thread and, after its own work, in this one. A region without prices makes the cost unknown, not the report impossible.
 *
 * @throws CostError for a usage that does not exist or is wrong.
 */
export async function costFacts(input: CostInput, thread: WhatIfThread, ownWork: Promise<unknown>): Promise<CostFacts> {
  const { preview, stack, set, folder, day } = input;
  const { document, config } = preview;
  const { name: usageName, usage } = chooseUsage(input.usage ?? presetOf(document));
  const report = await reportOf({ document, usageName, usage, today: day });
  const unknown = unknownReason(report.cost);
  if (unknown !== undefined) return { unknown };
  const whatIfs = await sharedWhatIfs(
    { options: { stack, set, folder }, config, total: report.cost.total, usage },
    thread,
    ownWork,
  );
  return { ...report, whatIfs, breakEven: natBreakEven(config, bundledPrices(), report.region) };
}
