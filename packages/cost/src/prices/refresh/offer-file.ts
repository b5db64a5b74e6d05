import { JSONParser } from "@streamparser/json";
import { z } from "zod";

import { CostError } from "../../errors";

/** A product of an offer file with its on-demand prices. */
export interface OfferProduct {
  readonly sku: string;
  /** `productFamily` and every attribute. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly prices: readonly { readonly beginRange: string; readonly usd: number }[];
}

export interface OfferFile {
  readonly offerCode: string;
  /** Version of the catalogue, a UTC time such as `20260925174521`. */
  readonly version: string;
  readonly products: readonly OfferProduct[];
}

const productSchema = z.object({
  sku: z.string(),
  productFamily: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
});

const termsSchema = z.record(
  z.string(),
  z.object({
    priceDimensions: z.record(
      z.string(),
      z.object({ beginRange: z.string().optional(), pricePerUnit: z.record(z.string(), z.string()) }),
    ),
  }),
);

/**
 * Reads an offer file in one pass and constant memory: products that `wanted` refuses are dropped as they come by.
 * Offer files list their products before their terms. Files of EC2 and RDS have hundreds of megabytes.
 */
export async function readOfferFile(
  chunks: AsyncIterable<Uint8Array>,
  wanted: (attributes: OfferProduct["attributes"]) => boolean,
): Promise<OfferFile> {
  const header: Record<string, string> = {};
  const attributes = new Map<string, OfferProduct["attributes"]>();
  const prices = new Map<string, OfferProduct["prices"]>();
  const parser = new JSONParser({
    paths: ["$.offerCode", "$.version", "$.products.*", "$.terms.OnDemand.*"],
    keepStack: false,
  });
  parser.onValue = ({ value, key, stack }) => {
    const section = stack.length === 1 ? "header" : stack[1]?.key;
    const name = String(key);
    if (section === "header") header[name] = typeof value === "string" ? value : "";
    else if (section === "products") {
      const { sku, productFamily = "", attributes: own } = productSchema.parse(value);
      const all = { ...own, productFamily };
      if (wanted(all)) attributes.set(sku, all);
    } else if (attributes.has(name)) prices.set(name, onDemandPrices(value));
  };
  try {
    for await (const chunk of chunks) parser.write(chunk);
  } catch (error) {
    throw new CostError(`The offer file is not in the Price List's format: ${String(error)}`);
  }
  const { offerCode, version } = header;
  if (offerCode === undefined || version === undefined || !parser.isEnded) {
    throw new CostError(
      "The offer file is not in the Price List's format: it ends early or lacks offerCode and version.",
    );
  }
  const products = [...attributes].map(([sku, own]) => ({ sku, attributes: own, prices: prices.get(sku) ?? [] }));
  return { offerCode, version, products };
}

function onDemandPrices(value: unknown): OfferProduct["prices"] {
  return Object.values(termsSchema.parse(value)).flatMap(({ priceDimensions }) =>
    Object.values(priceDimensions).flatMap(({ beginRange = "0", pricePerUnit }) =>
      pricePerUnit.USD === undefined ? [] : [{ beginRange, usd: Number(pricePerUnit.USD) }],
    ),
  );
}
