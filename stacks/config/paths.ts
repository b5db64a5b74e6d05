export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Value at a dotted path, or undefined; a number is an index into a list. */
export function getPath(root: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)] as unknown;
    return isRecord(value) ? value[key] : undefined;
  }, root);
}

/** A copy of `root` with `value` at a dotted path; a non-object on the way is left as it is. */
export function withPath(root: Json, path: string, value: unknown): Json {
  const [head, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) return { ...root, [head]: value };
  const child = root[head] ?? {};
  return isRecord(child) ? { ...root, [head]: withPath(child, rest.join("."), value) } : root;
}

/** A copy of `root` with values at dotted paths where it has none; a non-object on the way is left as it is. */
export function withDefaults(root: Json, defaults: Iterable<readonly [path: string, value: unknown]>): Json {
  const filled = copied(root) as Json;
  for (const [path, value] of defaults) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const section = keys.reduce<unknown>((outer, key) => (isRecord(outer) ? (outer[key] ??= {}) : undefined), filled);
    if (isRecord(section) && section[last] === undefined) section[last] = copied(value);
  }
  return filled;
}

/** A copy of all mappings; lists and other values stay the same. */
const copied = (value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, copied(inside)])) : value;

/** Stands for the name of each part in a section that has several. */
export const ANY_NAME = "<name>";

/** Where a configuration has what a path is about: nowhere without its section, and a path for any name once for each. */
export function pathsIn(root: Readonly<Json>, path: string): string[] {
  const section = root[path.split(".")[0] ?? ""];
  if (section === undefined) return [];
  if (!path.includes(ANY_NAME)) return [path];
  return isRecord(section) ? Object.keys(section).map((name) => path.replace(ANY_NAME, name)) : [];
}
