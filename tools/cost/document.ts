import { type Estimate, estimate, type EstimateInput } from "@toolkit/cost/estimate";
import { bundledPrices, type PriceBook } from "@toolkit/cost/prices";
import { type Usage, type UsagePreset } from "@toolkit/cost/usage";
import { type GraphDocument } from "@toolkit/offline/graph";
import { roles } from "./application";
import { readSchedule } from "./schedules";

/** Region that a document's stack stands in. */
export function regionOf({ config }: Pick<GraphDocument, "config">): string {
  return (config.aws as { region: string }).region;
}

/** The preset that fits a profile: a dev stack idles, a prod stack has some visitors. */
export function presetOf({ config }: Pick<GraphDocument, "config">): UsagePreset {
  return config.profile === "prod" ? "small" : "idle";
}

/** What a caller may choose about the price list: free tiers, commitments, a discount, hours. */
export type Choices = Pick<EstimateInput, "freeTier" | "terms" | "today">;

/** Prices a whole stack. */
export function estimateDocument(
  document: Pick<GraphDocument, "config" | "resources">,
  usage: Usage,
  prices: PriceBook = bundledPrices(),
  choices: Choices = {},
): Estimate {
  return estimate(estimateInput(document, usage, prices, choices));
}

/** What pricing is told of a stack of ours. */
export function estimateInput(
  document: Pick<GraphDocument, "config" | "resources">,
  usage: Usage,
  prices: PriceBook,
  choices: Choices = {},
): EstimateInput {
  return { resources: document.resources, region: regionOf(document), usage, prices, roles, readSchedule, ...choices };
}
