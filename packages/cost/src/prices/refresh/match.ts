import { type OfferFile, type OfferProduct } from "./offer-file";
import { type OfferQuery } from "./queries";

export type Match =
  | { readonly state: "updated"; readonly usd: number; readonly sku: string; readonly catalogVersion: string }
  | { readonly state: "notFound" | "ambiguous" };

/** Whether a product may answer the query. Products of other regions, if the file has any, do not. */
export function answers(attributes: OfferProduct["attributes"], query: OfferQuery, region: string): boolean {
  const { usagetype = "", regionCode } = attributes;
  return (
    query.usagetype.test(usagetype) &&
    (regionCode === undefined || regionCode === "" || regionCode === region || query.offer === "AmazonCloudFront") &&
    Object.entries(query.attributes ?? {}).every(([name, value]) => attributes[name] === value)
  );
}

/** The one price that answers the query. Several products are fine while they agree on it. */
export function matchPrice(file: OfferFile, query: OfferQuery, region: string): Match {
  const { beginRange = "0", multiplier = 1 } = query;
  const found = file.products
    .filter(({ attributes }) => answers(attributes, query, region))
    .flatMap(({ sku, prices }) =>
      prices.filter((price) => price.beginRange === beginRange).map(({ usd }) => ({ sku, usd })),
    )
    .sort((a, b) => a.sku.localeCompare(b.sku));
  const [first] = found;
  if (first === undefined) return { state: "notFound" };
  if (found.some(({ usd }) => usd !== first.usd)) return { state: "ambiguous" };
  return {
    state: "updated",
    usd: Number((first.usd * multiplier).toPrecision(12)),
    sku: first.sku,
    catalogVersion: `${file.offerCode} ${file.version}`,
  };
}
