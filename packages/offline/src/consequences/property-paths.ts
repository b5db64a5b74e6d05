import { isDeepStrictEqual } from "node:util";

type Inputs = Readonly<Record<string, unknown>>;

/**
 * Some inputs without what property paths such as `tags.owner`, `rules[0].port` or `*` name; lists keep their lengths.
 *
 * Source: Pulumi, Property Paths, https://www.pulumi.com/docs/reference/property-paths/
 */
export const withoutPaths = (inputs: Inputs, paths: readonly string[]): Inputs =>
  paths.reduce<Inputs>((kept, path) => without(kept, stepsOf(path)) as Inputs, inputs);

/** Whether two values of an input differ where a property path leads. */
export const differAt = (path: string, input: string, before: unknown, after: unknown): boolean =>
  differ({ [input]: before }, { [input]: after }, stepsOf(path));

/** Whether a property path leads to an input or into it. */
export const leadsInto = (path: string, input: string): boolean => fits(stepsOf(path)[0], input);

/** Steps of `root.list[0]["a.b"]`; a star stands for every element. */
const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|[^.[\]]+/g)].map(
    ([all, quoted, index]) => quoted?.replaceAll('\\"', '"') ?? index ?? all,
  );

const fits = (step: string | undefined, key: string): boolean => step === "*" || step === key;

function without(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value))
    return (value as unknown[]).map((item, index) => (fits(step, String(index)) ? without(item, rest) : item));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(
    ([key, item]) => [key, fits(step, key) ? without(item, rest) : item] as const,
  );
  return Object.fromEntries(fields.filter(([, item]) => item !== undefined));
}

function differ(before: unknown, after: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return !isDeepStrictEqual(before, after);
  const keys = step === "*" ? new Set([...keysOf(before), ...keysOf(after)]) : [step];
  return [...keys].some((key) => differ(fieldOf(before, key), fieldOf(after, key), rest));
}

const keysOf = (value: unknown): string[] => (typeof value === "object" && value !== null ? Object.keys(value) : []);

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Inputs)[key] : undefined;
