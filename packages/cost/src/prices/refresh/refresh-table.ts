import { BASE_REGION } from "../regions";
import { type Confidence, type PriceRow, type PriceTable } from "../schema";
import { answers, type Match, matchPrice } from "./match";
import { readOfferFile } from "./offer-file";
import { type PriceList } from "./price-list";
import { type OfferQuery, queryOf } from "./queries";

const SOURCE = "AWS-PRICE-LIST";

export interface RefreshReport {
  readonly table: PriceTable;
  /** Keys by what became of them, each as `region key`. */
  readonly outcome: Readonly<Record<NonNullable<PriceRow["refresh"]> | "estimated", readonly string[]>>;
}

/**
 * Reads every row of the regions again, also those that a region has not yet. A row that is found gets SKU and catalogue
 * version; one that is not keeps its price and is marked, or stays estimated where it had none, and no row stays at confidence A without a SKU. `today` is an ISO day.
 */
export async function refreshTable(
  table: PriceTable,
  list: PriceList,
  regions: readonly string[],
  today: string,
): Promise<RefreshReport> {
  const outcome = {
    updated: [] as string[],
    notFound: [] as string[],
    ambiguous: [] as string[],
    handDated: [] as string[],
    estimated: [] as string[],
  };
  const refreshed: PriceTable["regions"] = { ...table.regions };
  for (const region of regions) {
    const rows = { ...baseRows(table), ...table.regions[region] };
    const matches = await matchRows(Object.keys(rows), list, region);
    refreshed[region] = Object.fromEntries(
      Object.entries(rows).flatMap(([key, row]): [string, PriceRow][] => {
        const match = matches.get(key);
        const isEstimated = table.regions[region]?.[key] === undefined && match?.state !== "updated";
        outcome[isEstimated ? "estimated" : (match?.state ?? "handDated")].push(`${region} ${key}`);
        if (isEstimated) return [];
        return [[key, refreshRow(row, match, today)]];
      }),
    );
  }
  const source = { title: "AWS Price List, bulk offer files; SKU and catalogue version stand in the row", date: today };
  return {
    outcome,
    table: { ...table, compiled: today, sources: { ...table.sources, [SOURCE]: source }, regions: refreshed },
  };
}

function refreshRow(row: PriceRow, match: Match | undefined, today: string): PriceRow {
  if (match?.state === "updated") {
    const { usd, sku, catalogVersion } = match;
    return {
      usd,
      unit: row.unit,
      source: SOURCE,
      date: today,
      confidence: "A",
      sku,
      catalogVersion,
      refresh: "updated",
    };
  }
  const unproven = row.confidence === "A" && (row.sku === undefined || row.catalogVersion === undefined);
  const confidence: Confidence = unproven ? "B" : row.confidence;
  return { ...row, confidence, refresh: match?.state ?? "handDated" };
}

/** Opens each offer once, however many rows are read from it. Rows without a query are left out. */
async function matchRows(keys: readonly string[], list: PriceList, region: string): Promise<Map<string, Match>> {
  const byOffer = new Map<string, [string, OfferQuery][]>();
  for (const key of keys) {
    const query = queryOf(key);
    if (query !== undefined) byOffer.set(query.offer, [...(byOffer.get(query.offer) ?? []), [key, query]]);
  }
  const matches = new Map<string, Match>();
  for (const [offer, queries] of byOffer) {
    const bytes = await list.open(offer, region);
    const file =
      bytes === undefined
        ? undefined
        : await readOfferFile(bytes, (product) => queries.some(([, query]) => answers(product, query, region)));
    for (const [key, query] of queries) {
      matches.set(key, file === undefined ? { state: "notFound" } : matchPrice(file, query, region));
    }
  }
  return matches;
}

/** Every region is asked for all keys of the one that has them all. */
function baseRows({ regions }: PriceTable): Record<string, PriceRow> {
  return regions[BASE_REGION] ?? {};
}
