import { FIGURES } from "@toolkit/scaling/availability/figures";
import { previewStack } from "../program/program";
import { assess } from "./assess";
import { type AvailabilityOptions } from "./options";
import { growthOf } from "./growth";
import { type Facts, page } from "./page";
import { tradesOf } from "./trades";

/**
 * Tells what failures and growth do to a stack.
 *
 * @returns the text to print.
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function runAvailability(options: AvailabilityOptions): Promise<string> {
  const { stack, set, folder, rate: rates } = options;
  const preview = await previewStack({ stack, set, folder });
  const assessment = assess(preview, rates);
  const trades = options.trades ? await tradesOf(preview.config, assessment, rates, { stack, set, folder }) : [];
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
