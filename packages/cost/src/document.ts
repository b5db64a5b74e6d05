import { type GraphDocument } from "@toolkit/offline/graph";
import { type Estimate, estimate } from "./estimate";
import { loadPriceBook, type PriceBook } from "./prices";
import { type Usage, type UsagePreset } from "./usage";

/** Region that a document's stack stands in. */
export function regionOf({ config }: Pick<GraphDocument, "config">): string {
  return (config.aws as { region: string }).region;
}

/** The preset that fits a profile: a dev stack idles, a prod stack has some visitors. */
export function presetOf({ config }: Pick<GraphDocument, "config">): UsagePreset {
  return config.profile === "prod" ? "small" : "idle";
}

/**
 * Prices a whole stack.
 *
 * @throws CostError as `estimate` does.
 */
export function estimateDocument(
  document: Pick<GraphDocument, "config" | "resources">,
  usage: Usage,
  prices: PriceBook = bundledPrices(),
): Estimate {
  return estimate({ resources: document.resources, region: regionOf(document), usage, prices });
}

let bundled: PriceBook | undefined;

/** The table that ships with the project, read once. */
export function bundledPrices(): PriceBook {
  return (bundled ??= loadPriceBook());
}
