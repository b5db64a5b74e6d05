import { SLOW } from "@toolkit/scaling/service";
import { type Answer } from "./send";

/** What a load did to a server, in the words of the simulator. */
export interface Measured {
  readonly requests: number;
  /** Answered well, within five seconds from when they were meant to go out. */
  readonly served: number;
  readonly unserved: number;
  /** Seconds in which more than one request in a thousand was not served. */
  readonly unservedSeconds: number;
  /** Seconds in which more than one answer in twenty took longer than a second. */
  readonly slowSeconds: number;
  /** Seconds that half of the served, and 95 and 99 in a hundred of them, took at most. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Seconds of the longest time without a good second. */
  readonly reaction: number;
  /** How many answers had each status; 0 for none in time. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Seconds that 99 in a hundred requests went out late at most: what this machine could not do. */
  readonly late: number;
}

/** Share of a second's requests that makes it an unserved one. */
export const UNSERVED = 0.001;
/** Share of a second's answers that makes it a slow one. */
const SLOW_SHARE = 0.05;

export const isGood = (status: number): boolean => status >= 200 && status < 400;

/** Counts answers. @param isServed which statuses are good answers. @default 200 to 399 */
export function measuredOf(answers: readonly Answer[], isServed = isGood): Measured {
  const served = answers.filter(({ status }) => isServed(status));
  const times = ascending(served.map(({ seconds }) => seconds));
  const seconds = bySecond(answers).map((one) => ({
    isUnserved: one.filter(({ status }) => !isServed(status)).length > one.length * UNSERVED,
    isSlow: one.filter((answer) => isServed(answer.status) && answer.seconds > SLOW).length > one.length * SLOW_SHARE,
  }));
  return {
    requests: answers.length,
    served: served.length,
    unserved: answers.length - served.length,
    unservedSeconds: seconds.filter(({ isUnserved }) => isUnserved).length,
    slowSeconds: seconds.filter(({ isSlow }) => isSlow).length,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    p99: at(times, 0.99),
    reaction: longestRun(seconds.map(({ isUnserved, isSlow }) => isUnserved || isSlow)),
    statuses: counts(answers.map(({ status }) => String(status))),
    late: at(ascending(answers.map(({ late }) => late)), 0.99),
  };
}

/** The answers to the requests of each second. */
function bySecond(answers: readonly Answer[]): Answer[][] {
  const last = answers.reduce((latest, one) => Math.max(latest, Math.floor(one.at)), -1);
  const seconds = Array.from({ length: last + 1 }, (): Answer[] => []);
  for (const answer of answers) seconds[Math.floor(answer.at)]?.push(answer);
  return seconds;
}

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value that this share of all does not exceed; 0 where there is none. */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

function longestRun(flags: readonly boolean[]): number {
  let [longest, run] = [0, 0];
  for (const flag of flags) {
    run = flag ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function counts(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words) found[word] = (found[word] ?? 0) + 1;
  return found;
}
