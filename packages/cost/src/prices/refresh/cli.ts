import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { CostError } from "../../errors";
import { parsePriceTable } from "../price-book";
import bundledTable from "../table.json";
import { type Fetch, PRICE_LIST_URL, PriceList } from "./price-list";
import { refreshTable } from "./refresh-table";

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

export interface RefreshOptions {
  readonly args: readonly string[];
  readonly fetch: Fetch;
  /** ISO day. */
  readonly today: string;
  readonly print: (line: string) => void;
}

/** `npm run prices:refresh -- [--region NAME]… [--out FILE] [--url URL]`; prints a summary and the rows it left. */
export async function runRefresh({ args, fetch, today, print }: RefreshOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      region: { type: "string", multiple: true },
      out: { type: "string", default: join(__dirname, "../table.json") },
      url: { type: "string", default: PRICE_LIST_URL },
    },
  });
  const table = parsePriceTable(bundledTable);
  const regions = values.region ?? Object.keys(table.regions);
  const wrong = regions.filter((region) => !REGION.test(region));
  if (wrong.length > 0) throw new CostError(`Not an AWS region: ${wrong.join(", ")}. Use a name such as us-east-1.`);
  const { table: refreshed, outcome } = await refreshTable(table, new PriceList(fetch, values.url), regions, today);
  writeFileSync(values.out, `${JSON.stringify(refreshed, null, 2)}\n`);
  for (const [state, keys] of Object.entries(outcome)) print(`${state}: ${keys.length}`);
  for (const state of ["notFound", "ambiguous"] as const) {
    for (const key of outcome[state]) print(`  ${state}: ${key}`);
  }
}
