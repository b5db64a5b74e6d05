import { z } from "zod";

import { profileRows, sectionRows } from "../../stacks/config/profiles";
import { type Profile, webappSchema } from "../../stacks/config/schema";

/** One setting as a reader of the documentation sees it. */
export interface DocumentedKey {
  readonly path: string;
  readonly allowed: string;
  /** What each profile gives it. */
  readonly defaults: Readonly<Record<Profile, string>>;
  readonly description: string;
}

interface Node {
  type?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: Node[];
  items?: Node;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
}

/** Defaults that follow from other settings. */
const derived: Readonly<Record<string, string>> = {
  "network.workloadAzs": "as azs",
  "network.natAz": "first workload zone",
};

/** Every key of the schema with what it allows and what each profile gives it, in the order of the schema. */
export function documentedKeys(): DocumentedKey[] {
  const root = z.toJSONSchema(webappSchema, { unrepresentable: "any" }) as Node;
  return leaves("", root).map(({ path, node }) => ({
    path,
    allowed: allowedValues(node),
    defaults: {
      dev: defaultText(path, "dev", node),
      prod: defaultText(path, "prod", node),
      review: defaultText(path, "review", node),
    },
    description: node.description ?? "",
  }));
}

function leaves(path: string, node: Node): { path: string; node: Node }[] {
  const settings = settingsOfEntry(node);
  if (settings !== undefined) return [{ path, node }, ...described(`${path}.<name>`, settings)];
  if (node.properties === undefined || profileRows[path] !== undefined) return [{ path, node }];
  return Object.entries(node.properties).flatMap(([key, child]) => leaves(path === "" ? key : `${path}.${key}`, child));
}

/** Settings of each entry of a mapping, where they are described one by one. */
function settingsOfEntry({ additionalProperties: entry }: Node): Record<string, Node> | undefined {
  if (typeof entry !== "object" || entry.properties === undefined) return undefined;
  return Object.values(entry.properties).every(isDescribed) ? entry.properties : undefined;
}

const isDescribed = ({ description, properties = {} }: Node): boolean =>
  description !== undefined || (Object.keys(properties).length > 0 && Object.values(properties).every(isDescribed));

const described = (path: string, settings: Readonly<Record<string, Node>>): { path: string; node: Node }[] =>
  Object.entries(settings).flatMap(([key, node]) =>
    node.description === undefined && node.properties !== undefined
      ? described(`${path}.${key}`, node.properties)
      : [{ path: `${path}.${key}`, node }],
  );

function allowedValues(node: Node): string {
  if (node.enum !== undefined) return node.enum.map(String).join(", ");
  if (node.anyOf !== undefined) return node.anyOf.map(allowedValues).join(" or ");
  switch (node.type) {
    case "integer":
    case "number":
      return range(node);
    case "boolean":
      return "true, false";
    case "array":
      return `list of ${entries(node.items)}`;
    case "object":
      return node.properties === undefined ? "mapping" : `{ ${Object.keys(node.properties).join(", ")} }`;
    default:
      return "text";
  }
}

function entries(items: Node = {}): string {
  const text = allowedValues(items);
  return text === "text" ? "texts" : text;
}

function range({ minimum, maximum, exclusiveMinimum }: Node): string {
  const low = minimum ?? exclusiveMinimum;
  if (exclusiveMinimum !== undefined && minimum === undefined) return `above ${exclusiveMinimum}`;
  return maximum === undefined || maximum > 1e12 ? `${low ?? 0} or more` : `${low ?? 0} to ${maximum}`;
}

function defaultText(path: string, profile: Profile, { default: own }: Node): string {
  const row = profileRows[path] ?? sectionRows[path];
  if (row === undefined) return derived[path] ?? (own === undefined ? "–" : yamlFlow(own));
  const value = row[profile];
  return typeof value === "string" ? value : yamlFlow(value);
}

/** A value as one would write it in the stack file. */
function yamlFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, child]) => `${key}: ${yamlFlow(child)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
