import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeResource } from "@toolkit/offline/provider";
import { matcher } from "./match";
import { typesOfProvider } from "./provider-types";
import { replacingInputs } from "./replacements";
import { readSchemas } from "./schema";

/** Which inputs of each type can probably not be changed in place, with where that comes from. */
export interface ReplacementTable {
  readonly source: string;
  /** Version of `@pulumi/aws` whose types these are. */
  readonly provider: string;
  /** Inputs, separated by spaces, by type; `*` for all but the tags. */
  readonly types: Readonly<Record<string, string>>;
}

const SOURCE =
  "CloudFormation registry schemas of AWS, from the Python package cfn-lint (MIT-0), folder cfnlint/data/schemas/resources; the documentation in the npm package @pulumi/aws (Apache-2.0)";

/**
 * Makes the table from AWS's schemas and the installed provider.
 *
 * @throws RunError when the folder holds no schemas.
 */
export function replacementTable(schemaFolder: string): ReplacementTable {
  const match = matcher(readSchemas(schemaFolder));
  const manifest = require.resolve("@pulumi/aws/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const rows = typesOfProvider(join(manifest, "..")).flatMap((type) => {
    const description = describeResource(type);
    const inputs = description === undefined ? [] : replacingInputs(type, description, match(type, description));
    return inputs.length === 0 ? [] : [[type, inputs.join(" ")] as const];
  });
  return { source: SOURCE, provider: version, types: Object.fromEntries(rows) };
}

/** Writes the table where `@toolkit/offline/replacement` reads it. */
export function refreshReplacements(schemaFolder: string, out: string): number {
  const table = replacementTable(schemaFolder);
  writeFileSync(out, `${JSON.stringify(table, null, 2)}\n`);
  return Object.keys(table.types).length;
}
