import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredType, describeResource, fieldsOf } from "../src/provider";

const FOLDER = "node_modules/@pulumi/aws";

/** Every resource type of `@pulumi/aws`, found in its files rather than through the code under test. */
export const ALL_TYPES: readonly string[] = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".js") && !/^(types|node_modules|config)\b/.test(path))
  .flatMap((path) => /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(join(FOLDER, path), "utf8"))?.[1] ?? [])
  .sort();

/** Outputs that lack a value or have one of another type than the provider's typings declare. */
export function problemsWith(type: string, outputs: Readonly<Record<string, unknown>>): string[] {
  const description = describeResource(type);
  if (description === undefined) return [`${type} has no description`];
  return [...description.outputs].flatMap(([property, declared]) => {
    // What the class requires the program gives; this has not.
    if (outputs[property] === undefined && description.required.includes(property)) return [];
    // Which keys a map has that AWS fills only the account knows.
    if (outputs[property] === undefined && declared.kind === "map" && description.computed.has(property)) return [];
    return isOf(declared, outputs[property], description.folder)
      ? []
      : [`${type} ${property}: ${String(outputs[property])}`];
  });
}

function isOf(type: DeclaredType, value: unknown, folder: string): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "literal":
      return value === type.value;
    case "optional":
      return value === undefined || isOf(type.type, value, folder);
    case "list":
      return Array.isArray(value) && value.every((item) => isOf(type.element, item, folder));
    case "map":
      return isRecord(value) && Object.values(value).every((item) => isOf(type.element, item, folder));
    case "named":
      return type.name.startsWith("enums.") ? typeof value === "string" : hasFields(type.name, value, folder);
    default:
      return typeof value === type.kind;
  }
}

function hasFields(name: string, value: unknown, folder: string): boolean {
  if (!isRecord(value)) return false;
  return [...(fieldsOf(folder, name) ?? [])].every(([field, type]) => isOf(type, value[field], folder));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
