import { reportOf } from "../cost/analysis";
import { chooseUsage } from "../cost/pages/usage-choice";
import { estimateDocument, presetOf } from "../cost/document";
import { unknownReason } from "../cost/partial";
import { type Preview } from "../program/kept-previews";
import { type StackPreview } from "../program/program";
import { type CostFacts } from "./sections/cost";

interface CostInput {
  readonly preview: StackPreview;
  /** Runs its variants. */
  readonly rerun: Preview;
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
 * Prices a stack and its variants. A region without prices makes the cost unknown, not the report impossible.
 *
 * @throws CostError for a usage that does not exist or is wrong.
 */
export async function costFacts(input: CostInput): Promise<CostFacts> {
  const { preview, rerun, stack, set, folder, day } = input;
  const { document, config } = preview;
  const { name: usageName, usage } = chooseUsage(input.usage ?? presetOf(document));
  const unknown = unknownReason(estimateDocument(document, usage));
  if (unknown !== undefined) return { unknown };
  return reportOf({ document, usageName, usage, program: { stack, set, folder, config, preview: rerun }, today: day });
}
