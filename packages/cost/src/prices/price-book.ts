import { z } from "zod";

import { CostError } from "../errors";
import { closestTo } from "@toolkit/offline/nearest";
import { type Confidence, type PriceTable, priceTableSchema } from "./schema";
import bundledTable from "./table.json";

/** One price with everything a reader needs to judge it. */
export interface Price {
  readonly key: string;
  readonly region: string;
  readonly usd: number;
  readonly unit: string;
  /** Short name of the source; `sourceTitle` is the long one. */
  readonly source: string;
  readonly sourceTitle: string;
  /** ISO day on which the source was read. */
  readonly date: string;
  readonly confidence: Confidence;
  /** False for derived guesses (confidence D), which are printed as unverified. */
  readonly verified: boolean;
  readonly sku: string | undefined;
  readonly catalogVersion: string | undefined;
}

/** Prices by key and region, read from a validated table. */
export class PriceBook {
  constructor(private readonly table: PriceTable) {}

  get regions(): readonly string[] {
    return Object.keys(this.table.regions);
  }

  get compiled(): string {
    return this.table.compiled;
  }

  keys(region: string): readonly string[] {
    return Object.keys(this.rowsOf(region));
  }

  has(key: string, region: string): boolean {
    return key in (this.table.regions[region] ?? {});
  }

  /** @throws CostError for a region or a key that is not in the table. */
  price(key: string, region: string): Price {
    const rows = this.rowsOf(region);
    const row = rows[key];
    if (row === undefined) {
      const hint = closestTo(key, Object.keys(rows));
      throw new CostError(
        `No price for "${key}" in ${region}; the nearest row is "${hint ?? "none"}". Add one with its source to packages/cost/src/prices/table.json.`,
      );
    }
    const source = this.table.sources[row.source];
    return {
      key,
      region,
      usd: row.usd,
      unit: row.unit,
      source: row.source,
      sourceTitle: source?.title ?? row.source,
      date: row.date ?? source?.date ?? this.table.compiled,
      confidence: row.confidence,
      verified: row.confidence !== "D",
      sku: row.sku,
      catalogVersion: row.catalogVersion,
    };
  }

  /** Title and date of a source that rows name. @throws CostError for an unknown one. */
  source(name: string): { readonly title: string; readonly date: string } {
    const source = this.table.sources[name];
    if (source === undefined) throw new CostError(`The price table has no source "${name}".`);
    return source;
  }

  private rowsOf(region: string): PriceTable["regions"][string] {
    const rows = this.table.regions[region];
    if (rows === undefined) {
      throw new CostError(
        `No prices for region "${region}". The table has ${this.regions.join(", ")}; run "npm run toolkit -- refresh-prices --region ${region}" to add it.`,
      );
    }
    return rows;
  }
}

/** @throws CostError listing every problem of a malformed table. */
export function parsePriceTable(raw: unknown): PriceTable {
  const parsed = priceTableSchema.safeParse(raw);
  if (!parsed.success) {
    throw new CostError(`The price table is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/** The table that ships with the project: us-east-1 in full, eu-west-1 in part. */
export function loadPriceBook(raw: unknown = bundledTable): PriceBook {
  return new PriceBook(parsePriceTable(raw));
}

let bundled: PriceBook | undefined;

/** The table that ships with the project, read once. */
export function bundledPrices(): PriceBook {
  return (bundled ??= loadPriceBook());
}
