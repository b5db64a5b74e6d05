/** What stands where a value is not known yet: in a first preview, or inside a secret text. */
export const UNKNOWN = "[unknown]";
const SECRET = "[secret]";

/** True for values that only AWS, or the engine with its key, can tell: nothing can be held against them. */
export const isOpaque = (value: unknown): boolean => value === UNKNOWN || value === SECRET;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Strings of a value that may be one or several. */
export const asTexts = (value: unknown): string[] =>
  asList(value).filter((item): item is string => typeof item === "string");

/**
 * Values at a dotted path; `*` stands for every element of a list. A part that is missing gives `undefined`,
 * an empty or missing list under `*` gives nothing.
 */
export function valuesAt(root: unknown, path: string): unknown[] {
  let values: unknown[] = [root];
  for (const step of path.split(".")) {
    values = values.flatMap((value) => {
      if (step === "*") return asList(value);
      if (isOpaque(value)) return [value];
      return [readStep(value, step)];
    });
  }
  return values;
}

export const valueAt = (root: unknown, path: string): unknown => valuesAt(root, path)[0];

function readStep(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)] as unknown;
  return isRecord(value) ? value[step] : undefined;
}

/**
 * A copy of `root` with the value at a path replaced; `undefined` removes it. `*` is the first element of a list,
 * `+` appends to it. Missing parts are made.
 */
export function withValue(root: unknown, path: string, value: unknown): unknown {
  const [step = "", ...rest] = path.split(".");
  const next = rest.join(".");
  const inner = (old: unknown): unknown => (rest.length === 0 ? value : withValue(old, next, value));
  if (step === "+") return [...asList(root), inner(undefined)];
  if (step === "*" || /^\d+$/.test(step)) {
    const list = [...asList(root)];
    const index = step === "*" ? 0 : Number(step);
    list[index] = inner(list[index]);
    return list.filter((item) => item !== undefined);
  }
  const record = isRecord(root) ? { ...root } : {};
  const replaced = inner(record[step]);
  const { [step]: _, ...others } = record;
  return replaced === undefined ? others : { ...others, [step]: replaced };
}
