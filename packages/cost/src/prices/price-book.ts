import { z } from "zod";

import { CostError } from "../errors";
import { closestTo } from "@toolkit/offline/nearest";
import { type EstimatedPrice, RegionEstimates } from "./estimated";
import { BASE_REGION, isCommercialRegion } from "./regions";
import { type Confidence, type PriceRow, type PriceTable, priceTableSchema } from "./schema";
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
  /** How it was estimated, for a price that is not known in its region. */
  readonly estimated: EstimatedPrice | undefined;
}

/** Prices by key and region, read from a validated table. */
export class PriceBook {
  private readonly estimates: RegionEstimates;

  constructor(private readonly table: PriceTable) {
    this.estimates = new RegionEstimates(table);
  }

  get regions(): readonly string[] {
    return Object.keys(this.table.regions);
  }

  get compiled(): string {
    return this.table.compiled;
  }

  keys(region: string): readonly string[] {
    return Object.keys(this.rowsOf(region));
  }

  /** Whether the region has a price, known or estimated. */
  has(key: string, region: string): boolean {
    return key in (this.table.regions[region] ?? {}) || (isCommercialRegion(region) && key in this.rowsOf(BASE_REGION));
  }

  /**
   * The price of a row in a region: the table's, else us-east-1's with the factor that the known rows of the region tell.
   *
   * @throws CostError for what is no commercial region, and a key that no region has.
   */
  price(key: string, region: string): Price {
    const rows = this.table.regions[region] ?? {};
    const row = rows[key];
    if (row !== undefined) return this.priceOf(key, region, row, undefined);
    const base = this.rowsOf(BASE_REGION)[key];
    if (!isCommercialRegion(region))
      throw new CostError(`There are no prices for region "${region}": it is no commercial region of AWS.`);
    if (base === undefined || region === BASE_REGION) throw new CostError(this.unknownKey(key, region));
    const estimated = this.estimates.of(key, region);
    return this.priceOf(key, region, { ...base, usd: base.usd * estimated.factor, confidence: "D" }, estimated);
  }

  private priceOf(key: string, region: string, row: PriceRow, estimated: EstimatedPrice | undefined): Price {
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
      estimated,
    };
  }

  private unknownKey(key: string, region: string): string {
    const hint = closestTo(key, Object.keys(this.rowsOf(BASE_REGION)));
    return `no price for "${key}" in ${region}; the nearest row is "${hint ?? "none"}"`;
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
        `The table has no rows for region "${region}". It has ${this.regions.join(", ")}; run "npm run toolkit -- refresh-prices --region ${region}" to add it.`,
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
