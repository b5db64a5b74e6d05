import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";

/** What is read of one of AWS's resource schemas. */
export interface ResourceSchema {
  readonly typeName: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Pointers such as `/properties/TableName`. */
  readonly createOnlyProperties?: readonly string[];
  readonly conditionalCreateOnlyProperties?: readonly string[];
  readonly definitions?: Readonly<Record<string, unknown>>;
  readonly handlers?: Readonly<Record<string, unknown>>;
}

/**
 * Reads every schema in a folder, by its type.
 *
 * @throws RunError when the folder holds none.
 */
export function readSchemas(folder: string): ReadonlyMap<string, ResourceSchema> {
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".json"));
  const schemas = files.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Partial<ResourceSchema>);
  const found = schemas.filter((schema): schema is ResourceSchema => schema.typeName?.startsWith("AWS::") === true);
  if (found.length === 0) throw new RunError(`${folder}: there are no resource schemas of AWS.`);
  return new Map(found.map((schema) => [schema.typeName, schema]));
}
