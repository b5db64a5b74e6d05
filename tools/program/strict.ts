import type { Notes } from "@toolkit/offline/notes";

/**
 * What a preview does not know, a sentence each. Examples, as a described type and a look-up give them, are known.
 */
export function unknownProblems(notes: Notes | undefined): string[] {
  if (notes === undefined) return [];
  const { opaque, remote, withheld } = notes;
  return [
    ...opaque.map((type) => `${type}: nothing is known here of this type or function.`),
    ...remote.map((type) => `${type}: its provider makes resources that are not seen here.`),
    ...withheld.map((value) => `${value}: only the account knows it; give it with --answer.`),
  ];
}

/** A resource that the totals lack. */
export interface Unpriced {
  readonly name: string;
  readonly type: string;
  /** Why it has no price; undefined when only parts have none. */
  readonly noPrice: string | undefined;
  /** Parts without a price. */
  readonly missing: readonly string[];
}

/** What the totals lack, a sentence each. */
export const unpricedProblems = (unpriced: readonly Unpriced[]): string[] =>
  unpriced.flatMap(({ name, type, noPrice, missing }) => [
    ...(noPrice === undefined ? [] : [`${name} (${type}) has no price: ${noPrice}.`]),
    ...missing.map((part) => `${name} (${type}) has no price for a part: ${part}.`),
  ]);

/** Tells on standard error what `--strict` refuses, and makes the command fail. */
export function failStrictly(problems: readonly string[]): void {
  if (problems.length === 0) return;
  console.error(
    [
      `--strict: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`,
      ...problems.map((one) => `  ${one}`),
    ].join("\n"),
  );
  process.exitCode = 1;
}
