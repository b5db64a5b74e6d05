import { existsSync, readFileSync } from "node:fs";

import { CostError } from "@toolkit/cost/errors";

/** A bill of one month as Cost Explorer exports it. */
export interface Bill {
  /** What its columns are: usage types or services. */
  readonly groupedBy: "usage type" | "service";
  /** ISO day on which the month begins. */
  readonly month: string;
  /** USD by usage type or service; totals are left out. */
  readonly amounts: ReadonlyMap<string, number>;
}

const GROUPS: Readonly<Record<string, Bill["groupedBy"]>> = { "usage type": "usage type", service: "service" };

/**
 * The last month of a CSV file that Cost Explorer saves ("Download as CSV"), grouped by usage type or service.
 *
 * @throws CostError for a file that is absent or something else.
 */
export function readBill(path: string): Bill {
  if (!existsSync(path))
    throw new CostError(`${path} does not exist. Save Cost Explorer's table with "Download as CSV".`);
  return parseBill(readFileSync(path, "utf8"), path);
}

export function parseBill(text: string, name: string): Bill {
  const [header = [], ...rows] = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(cellsOf);
  const groupedBy = GROUPS[(header[0] ?? "").toLowerCase()];
  const months = rows.filter(([first = ""]) => /^\d{4}-\d{2}-\d{2}$/.test(first));
  const last = months.at(-1);
  if (groupedBy === undefined || last === undefined)
    throw new CostError(
      `${name} is not a table of Cost Explorer by month, grouped by usage type or service: it begins with "${(header[0] ?? "").slice(0, 40)}".`,
    );
  const cells = header
    .slice(1)
    .map((title, index): [string, number] => [titleOf(title), amountOf(last[index + 1], title, name)]);
  return { groupedBy, month: last[0] ?? "", amounts: new Map(cells.filter(([title]) => title !== "Total costs")) };
}

/** `USE1-NatGateway-Hours($)` is named without its unit. */
const titleOf = (title: string): string => title.replace(/\s*\(\$\)$/, "");

function amountOf(cell: string | undefined, title: string, name: string): number {
  const amount = Number((cell ?? "").replaceAll(",", "").replace("$", ""));
  if (Number.isFinite(amount)) return amount;
  throw new CostError(`${name}: ${title} of the last month is "${cell ?? ""}", not an amount of USD.`);
}

/** Cells of one line; quotes hold commas and doubled quotes. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = ""]) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  );
}
