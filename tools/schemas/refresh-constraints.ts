import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ConstraintTable } from "@toolkit/offline/constraints/table";
import { constraintTable } from "./constraints";
import { readSchemas } from "./schema";

/**
 * Writes the table of what AWS allows where the preview reads it.
 *
 * @returns how many types it has.
 * @throws RunError when the folder holds no schemas.
 */
export function refreshConstraints(schemaFolder: string, date: string, out: string): number {
  const manifest = require.resolve("@pulumi/aws/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const table = constraintTable(readSchemas(schemaFolder), date, { folder: dirname(manifest), version });
  writeFileSync(out, lined(table));
  return Object.keys(table.types).length;
}

/** JSON with a line for each type: what a newer table changes shows. */
function lined({ types, ...rest }: ConstraintTable): string {
  const rows = Object.entries(types).map(([type, inputs]) => `${JSON.stringify(type)}:${JSON.stringify(inputs)}`);
  return `${JSON.stringify(rest).slice(0, -1)},\n"types":{\n${rows.join(",\n")}\n}}\n`;
}
