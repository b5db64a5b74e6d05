import { isDeepStrictEqual } from "node:util";
import type { GraphDocument, GraphResource } from "./graph";
import { jsonIn } from "./json-text";

/** One input or option whose value differs; undefined where it is not set. */
export interface Change {
  /** Path such as `inputs.tags.Owner` or `protect`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface ChangedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly changes: readonly Change[];
}

export type ListedResource = Pick<GraphResource, "urn" | "type" | "name">;

/** What differs between two runs of the program, by URN. */
export interface GraphDiff {
  readonly added: readonly ListedResource[];
  readonly removed: readonly ListedResource[];
  readonly changed: readonly ChangedResource[];
}

const OPTIONS = [
  "protect",
  "retainOnDelete",
  "deleteBeforeReplace",
  "ignoreChanges",
  "replaceOnChanges",
  "aliases",
  "provider",
] as const;

/**
 * What changes from one document to the other. Stacks are compared as if they had one name and one account, so that
 * only real differences remain.
 */
export function diffGraphs(before: GraphDocument, after: GraphDocument): GraphDiff {
  const old = comparable(before);
  const now = comparable(after);
  const listed = ({ urn, type, name }: GraphResource): ListedResource => ({ urn, type, name });
  return {
    added: [...now].filter(([urn]) => !old.has(urn)).map(([, resource]) => listed(resource)),
    removed: [...old].filter(([urn]) => !now.has(urn)).map(([, resource]) => listed(resource)),
    changed: [...now].flatMap(([urn, resource]) => {
      const former = old.get(urn);
      const changes = former === undefined ? [] : changesOf(former, resource);
      return changes.length === 0 ? [] : [{ ...listed(resource), changes }];
    }),
  };
}

/** Resources by a URN that does not name the stack. */
function comparable(document: GraphDocument): Map<string, GraphResource> {
  const account = accountOf(document);
  const replace = (text: string): string => {
    const neutral = text
      .replaceAll(`urn:pulumi:${document.stack}::`, "urn:pulumi:stack::")
      .replaceAll(`${document.project}-${document.stack}`, `${document.project}-stack`);
    return account === undefined ? neutral : neutral.replaceAll(account, "account");
  };
  return new Map(
    document.resources.map((resource) => {
      const neutral = mapTexts(resource, replace) as GraphResource;
      return [neutral.urn, neutral] as const;
    }),
  );
}

function accountOf(document: GraphDocument): string | undefined {
  const aws = document.config.aws as { allowedAccountIds?: readonly string[] } | undefined;
  return aws?.allowedAccountIds?.[0];
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]));
}

function changesOf(before: GraphResource, after: GraphResource): Change[] {
  return [
    ...compare(before.inputs, after.inputs, "inputs"),
    ...OPTIONS.flatMap((option) => compare(before[option], after[option], option)),
    ...compare([...before.dependsOn].sort(), [...after.dependsOn].sort(), "dependsOn"),
  ];
}

/**
 * Differences at the deepest level where both sides have the same shape; JSON texts are compared by their content, lists
 * of texts as wholes.
 */
function compare(before: unknown, after: unknown, path: string): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isTexts(before) && isTexts(after)) return [{ path, before, after }];
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  if (left === undefined || right === undefined) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const changes = keys.flatMap((key) =>
    compare(left[key], right[key], Array.isArray(left) ? `${path}[${key}]` : `${path}.${key}`),
  );
  // Texts of the same JSON differ in spaces or in the order of keys.
  return changes.length === 0 ? [{ path, before, after }] : changes;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  const content = jsonIn(value);
  if (typeof content !== "object" || content === null) return undefined;
  return content as Record<string, unknown>;
}
