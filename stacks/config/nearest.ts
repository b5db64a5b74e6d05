import { closest, distance } from "fastest-levenshtein";

/** The candidate with the fewest edits, whatever the case; undefined when there are no candidates. */
export function closestTo(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closest(
    word.toLowerCase(),
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  return candidates.find((candidate) => candidate.toLowerCase() === best);
}

/** The closest candidate, when it is near enough to be meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const best = closestTo(word, candidates);
  if (best === undefined) return undefined;
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(word.length / 3))
    ? best
    : undefined;
}

/**
 * The end of a sentence about a word that is none of the known ones: what may have been meant.
 *
 * @param otherwise the end where nothing known is near @default none
 */
export function meant(word: string, known: readonly string[], otherwise = ""): string {
  const guess = nearest(word, known);
  return guess === undefined ? otherwise : `; did you mean "${guess}"?`;
}
