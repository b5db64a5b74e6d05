import { RunError } from "@pulumi/pulumi/errors";
import { parse } from "yaml";

type Key = string | number;
type Config = Readonly<Record<string, unknown>>;

/**
 * Applies `path=value` as `pulumi config set --path` would: `database.multiAz=false`, `network.azs[1]=c`,
 * `aws:region=eu-west-1`. Values are YAML: numbers, true and false, lists as `[a, b]`, mappings as `{ a: b }`, everything else text.
 *
 * @param project namespace of keys that are written without one.
 * @returns a changed copy.
 * @throws RunError for a path that cannot be set, such as an index into a list that the stack file does not set:
 * the CLI would fill the gap with null.
 */
export function setPath(config: Config, assignment: string, project: string): Record<string, unknown> {
  const split = assignment.indexOf("=");
  if (split < 1)
    throw new RunError(`--set ${assignment}: write it as path=value, such as --set database.multiAz=false.`);
  const path = assignment.slice(0, split);
  const [first, ...rest] = keysOf(path);
  if (typeof first !== "string") throw new RunError(`--set ${assignment}: a path begins with a key, not an index.`);
  const key = first.includes(":") ? first : `${project}:${first}`;
  const value = parsedValue(assignment.slice(split + 1), `--set ${assignment}`);
  return { ...config, [key]: assign(config[key], rest, value, { assignment, walked: first }) };
}

/** Applies several assignments in their order. */
export function setPaths(config: Config, assignments: readonly string[], project: string): Record<string, unknown> {
  return assignments.reduce<Record<string, unknown>>((changed, each) => setPath(changed, each, project), { ...config });
}

interface Place {
  readonly assignment: string;
  readonly walked: string;
}

function assign(target: unknown, keys: readonly Key[], value: unknown, place: Place): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return typeof key === "number"
    ? assignIndex(target, key, rest, value, place)
    : assignKey(target, key, rest, value, place);
}

function assignIndex(target: unknown, index: number, rest: readonly Key[], value: unknown, place: Place): unknown[] {
  const { assignment, walked } = place;
  if (!Array.isArray(target)) {
    const reason = target === undefined ? "is not set in the stack file" : "is not a list";
    throw new RunError(`--set ${assignment}: ${walked} ${reason}. Set the whole list: --set '${walked}=[a, b]'.`);
  }
  if (index > target.length) {
    throw new RunError(
      `--set ${assignment}: ${walked} has ${target.length} entries, so the next index is ${target.length}.`,
    );
  }
  const copy: unknown[] = [...(target as unknown[])];
  copy[index] = assign(copy[index], rest, value, { assignment, walked: `${walked}[${index}]` });
  return copy;
}

function assignKey(target: unknown, key: string, rest: readonly Key[], value: unknown, place: Place): object {
  const { assignment, walked } = place;
  const isMapping = typeof target === "object" && target !== null && !Array.isArray(target);
  if (target !== undefined && !isMapping) {
    throw new RunError(`--set ${assignment}: ${walked} holds ${JSON.stringify(target)}, which has no key "${key}".`);
  }
  const fields = (target ?? {}) as Record<string, unknown>;
  return { ...fields, [key]: assign(fields[key], rest, value, { assignment, walked: `${walked}.${key}` }) };
}

/** Splits `a.b[0]["c.d"]`; a namespace stays with the first key. */
function keysOf(path: string): Key[] {
  const keys: Key[] = [];
  const part = /(?:^|\.)([^.[\]"=]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/gy;
  while (part.lastIndex < path.length) {
    const match = part.exec(path);
    if (match === null)
      throw new RunError(`--set ${path}: the path cannot be read; write it as section.key or section.list[0].`);
    keys.push(match[2] === undefined ? (match[1] ?? match[3] ?? "").replaceAll('\\"', '"') : Number(match[2]));
  }
  return keys;
}

/** Where YAML makes something else than plain text: lists, mappings and quoted texts. */
const STRUCTURED = /^\s*[[{"']/;

/**
 * YAML scalars, lists and mappings. A number keeps its text unless it prints the same: an account may begin with 0.
 *
 * @param option with its value, for messages.
 * @throws RunError for a list or mapping that cannot be read.
 */
export function parsedValue(text: string, option: string): unknown {
  const value = parsed(text, option);
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return String(value) === text ? value : text;
  return STRUCTURED.test(text) ? value : text;
}

function parsed(text: string, option: string): unknown {
  try {
    return parse(text, { logLevel: "error" });
  } catch (error) {
    if (!STRUCTURED.test(text)) return text;
    const [reason = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new RunError(`${option}: the value cannot be read as YAML: ${reason}`);
  }
}
