import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { describeResource } from "@toolkit/offline/provider";
import type { AbsenceTable } from "@toolkit/offline/regions";
import { matcher } from "./match";
import { typesOfProvider } from "./provider-types";
import { readSchemas } from "./schema";

const SOURCE =
  "Resource types by region of the CloudFormation registry of AWS, from the Python package cfn-lint (MIT-0), folder cfnlint/data/schemas";

/** Regions that a customer of AWS can choose; of isolated ones the registry tells nothing. */
const REGION = /^(?!us-iso|eu-iso)[a-z]{2}(-gov)?-[a-z]+-\d$/;

/**
 * In which regions the schemas list no type of a type's service: single types are missing there more often than the
 * service does. Types without a region of their own (IAM, CloudFront, budgets) are
 * called in one place, wherever the stack is, and stand in no row.
 *
 * @throws RunError when the folder holds no schemas, or no lists of regions.
 */
function absenceTable(folder: string, date: string, provider: { folder: string; version: string }): AbsenceTable {
  const match = matcher(readSchemas(join(folder, "resources")));
  const listed = servicesByRegion(join(folder, "providers"));
  const rows = typesOfProvider(provider.folder).flatMap((type) => {
    const description = describeResource(type);
    const schema = description?.inputs.has("region") === true ? match(type, description)?.typeName : undefined;
    if (schema === undefined) return [];
    const absent = listed.filter(({ services }) => !services.has(serviceOf(schema))).map(({ region }) => region);
    // A service that is listed nowhere is too new, or on its way out.
    return absent.length === 0 || absent.length === listed.length ? [] : [[type, absent.join(" ")] as const];
  });
  const lists = [...new Set(rows.map(([, list]) => list))].sort();
  const types = Object.fromEntries(rows.map(([type, list]) => [type, lists.indexOf(list)]));
  return { source: SOURCE, date, provider: provider.version, lists, types };
}

/** `ECS` of `AWS::ECS::Service`. */
const serviceOf = (schema: string): string => schema.split("::")[1] ?? "";

function servicesByRegion(folder: string): { readonly region: string; readonly services: ReadonlySet<string> }[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  const regions = files.map((name) => basename(name, ".json")).filter((region) => REGION.test(region));
  if (regions.length === 0) throw new RunError(`${folder}: there are no lists of types by region.`);
  return regions.sort().map((region) => {
    const types = JSON.parse(readFileSync(join(folder, `${region}.json`), "utf8")) as Readonly<Record<string, string>>;
    return { region, services: new Set(Object.keys(types).map(serviceOf)) };
  });
}

/**
 * Writes the table where the preview reads it.
 *
 * @returns how many types it has.
 */
export function refreshAbsences(schemaFolder: string, date: string, out: string): number {
  const manifest = require.resolve("@pulumi/aws/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const table = absenceTable(schemaFolder, date, { folder: dirname(manifest), version });
  writeFileSync(out, `${JSON.stringify(table, null, 2)}\n`);
  return Object.keys(table.types).length;
}
