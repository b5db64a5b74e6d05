import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { CostError } from "../../errors";
import { parsePriceTable } from "../price-book";
import bundledTable from "../table.json";
import { type Fetch, PRICE_LIST_URL, PriceList } from "./price-list";
import { refreshTable } from "./refresh-table";

const TABLE = join(__dirname, "../table.json");
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

export interface RefreshOptions {
  /** None for the regions that the table has. */
  readonly regions: readonly string[];
  /** Where the table goes. @default the project's own */
  readonly out?: string | undefined;
  /** @default AWS's */
  readonly url?: string | undefined;
  readonly fetch: Fetch;
  /** ISO day. */
  readonly today: string;
  readonly print: (line: string) => void;
}

/**
 * Reads the price table from AWS's price list again; prints a summary and the rows it left.
 *
 * @throws CostError for what is no region, and a price list that does not answer.
 */
export async function runRefresh(options: RefreshOptions): Promise<void> {
  const { out = TABLE, url = PRICE_LIST_URL, fetch, today, print } = options;
  const table = parsePriceTable(bundledTable);
  const regions = options.regions.length > 0 ? options.regions : Object.keys(table.regions);
  const wrong = regions.filter((region) => !REGION.test(region));
  if (wrong.length > 0) throw new CostError(`Not an AWS region: ${wrong.join(", ")}. Use a name such as us-east-1.`);
  const { table: refreshed, outcome } = await refreshTable(table, new PriceList(fetch, url), regions, today);
  writeFileSync(out, `${JSON.stringify(refreshed, null, 2)}\n`);
  for (const [state, keys] of Object.entries(outcome)) print(`${state}: ${keys.length}`);
  for (const state of ["notFound", "ambiguous", "estimated"] as const) {
    for (const key of outcome[state]) print(`  ${state}: ${key}`);
  }
}
