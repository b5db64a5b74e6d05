import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a type's handlers call, as action names with spaces between. */
export type HandlerActions = Readonly<Record<"create" | "read" | "update" | "delete", string>>;

/** Which actions AWS's resource schemas name for each type of the provider; made by `refresh-handlers`. */
export const HANDLER_FILE = join(__dirname, "..", "data", "handlers.json");

let known: Readonly<Record<string, HandlerActions>> | undefined;

/**
 * The actions that AWS itself needs to make, change and delete a resource of a type; undefined for a type that has no
 * schema. Some serve inputs that a resource does not set, and some that are needed are missing: take them as advice.
 *
 * Source: `handlers` of AWS's CloudFormation resource schemas
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html).
 */
export function handlerActions(type: string, kind: keyof HandlerActions): readonly string[] | undefined {
  known ??= JSON.parse(readFileSync(HANDLER_FILE, "utf8")) as Record<string, HandlerActions>;
  return known[type]?.[kind].split(/\s+/).filter((action) => action !== "");
}
