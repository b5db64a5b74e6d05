import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Regions in which AWS's schemas list nothing of a type's service. Types that are absent in the same ones share a list. */
export interface AbsenceTable {
  readonly source: string;
  /** Day of the schemas, ISO 8601. */
  readonly date: string;
  /** Version of `@pulumi/aws` whose types these are. */
  readonly provider: string;
  /** Regions, separated by spaces. */
  readonly lists: readonly string[];
  /** Index into the lists, by type token; others are listed everywhere, or have no schema. */
  readonly types: Readonly<Record<string, number>>;
}

let table: AbsenceTable | undefined;

/** The table; read once. */
export function absences(): AbsenceTable {
  table ??= JSON.parse(readFileSync(join(__dirname, "absent.json"), "utf8")) as AbsenceTable;
  return table;
}

/** Whether AWS's resource schemas list the service of a type in other regions and not in this one; false for what they do not know. */
export function isAbsent(type: string, region: string): boolean {
  const { lists, types } = absences();
  const list = types[type];
  return list !== undefined && (lists[list] ?? "").split(" ").includes(region);
}
