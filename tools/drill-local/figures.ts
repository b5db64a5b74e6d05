import { ascending, at } from "../load/outcome";
import { type Visit } from "./visitors";

/** What a drill cost. */
export interface Figures {
  readonly requests: number;
  /** Requests without a good answer within five seconds. */
  readonly lost: number;
  /** Seconds of the longest time in which nobody was answered. */
  readonly noAnswer: number;
  /** Seconds from the failure to the last request that was lost. */
  readonly recovery: number;
  /** Writes that the application said are stored. */
  readonly writes: number;
  /** Of those, the ones that the database does not have. */
  readonly writesLost: readonly string[];
  /** Writes that were stored, and nobody said so. */
  readonly storedUnsaid: number;
  /** Seconds that 99 in a hundred requests went out late at most: what this machine could not do. */
  readonly late: number;
}

/**
 * @param visits in the order in which they came.
 * @param failedAt seconds at which something was made to fail.
 * @param stored titles in the database afterwards.
 */
export function figuresOf(visits: readonly Visit[], failedAt: number, stored: ReadonlySet<string>): Figures {
  const lost = visits.filter(({ isServed }) => !isServed);
  const written = visits.flatMap(({ title, isServed }) => (title === undefined ? [] : [{ title, isServed }]));
  const acknowledged = written.filter(({ isServed }) => isServed);
  return {
    requests: visits.length,
    lost: lost.length,
    noAnswer: longestSilence(visits),
    recovery: Math.max(0, (lost.at(-1)?.at ?? failedAt) - failedAt),
    writes: acknowledged.length,
    writesLost: acknowledged.map(({ title }) => title).filter((title) => !stored.has(title)),
    storedUnsaid: written.filter(({ title, isServed }) => !isServed && stored.has(title)).length,
    late: at(ascending(visits.map((visit) => visit.late)), 0.99),
  };
}

/** From the first of the lost requests in a row to the one after the last. */
function longestSilence(visits: readonly Visit[]): number {
  let [longest, from] = [0, undefined as number | undefined];
  for (const { at: now, isServed } of visits) {
    if (from !== undefined) longest = Math.max(longest, now - from);
    from = isServed ? undefined : (from ?? now);
  }
  return longest;
}
