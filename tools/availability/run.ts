import { FIGURES } from "@toolkit/scaling/availability/figures";
import { type Preview } from "../program/kept-previews";
import { previewStack } from "../program/program";
import { assess } from "./assess";
import { type AvailabilityOptions } from "./options";
import { growthOf } from "./growth";
import { type Facts, page } from "./page";
import { tradesOf } from "./trades";

/**
 * Tells what failures and growth do to a stack.
 *
 * @param run how the program is run. @default previewStack
 * @returns the text to print.
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function runAvailability(options: AvailabilityOptions, run: Preview = previewStack): Promise<string> {
  const { stack, set, folder, rate: rates } = options;
  const preview = await run({ stack, set, folder });
  const assessment = assess(preview, rates);
  const trades = options.trades
    ? await tradesOf(preview.config, assessment, rates, { stack, set, folder, preview: run })
    : [];
  const facts = { stack, assessment, growth: growthOf(preview), trades };
  return options.json === true ? `${JSON.stringify(documentOf(facts), null, 2)}\n` : page(facts);
}

function documentOf({ stack, assessment: { failures, held, ...rest }, growth, trades }: Facts) {
  const heldByOneZone = held.map(({ zone, what, perhaps, resource }) => ({
    zone,
    what,
    perhaps,
    resource: resource.name,
  }));
  return { version: 1, stack, failures, heldByOneZone, ...rest, growth, trades, figures: FIGURES };
}
