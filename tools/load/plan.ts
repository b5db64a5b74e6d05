import { RunError } from "@pulumi/pulumi/errors";
import { perSecond, type Spread } from "@toolkit/scaling/load";
import { randomFrom } from "@toolkit/scaling/random";
import { minutesNamed } from "../scale/minutes";
import { arrivals } from "./arrivals";

/** A part of a day's load, in real time. */
export interface Wanted {
  readonly profile: string;
  readonly mean: number;
  readonly times: number;
  readonly minutes: number;
  readonly spread: Spread;
  /** Minute of the day. @default five minutes before the load grows most */
  readonly from?: number | undefined;
}

/** Everything that is sent, known before the first request. */
export interface LoadPlan {
  /** Minute of the day at which it begins. */
  readonly from: number;
  /** Requests in each second, on average. */
  readonly load: Float64Array;
  /** Seconds at which they go out. */
  readonly times: Float64Array;
}

/** More is refused: a load that somebody else could suffer from, or an expensive typing error. */
export const MOST = { perSecond: 1000, minutes: 120, requests: 500_000 } as const;

/** @throws RunError for a load that is too much, with all that is too much of it. */
export function planLoad({ profile, mean, times, minutes, spread, from }: Wanted): LoadPlan {
  const day = minutesNamed(profile, mean).map((count) => count * times);
  const start = Math.min(from ?? beforeGrowth(day), Math.max(0, day.length - 1));
  const load = perSecond(day.slice(start, start + minutes), spread, randomFrom(1));
  const most = load.reduce((highest, one) => Math.max(highest, one), 0);
  const total = load.reduce((sum, one) => sum + one, 0);
  const problems = [
    ...over("a second", most, MOST.perSecond),
    ...over("in all", total, MOST.requests),
    ...(total < 1 ? ["The load has not one request: use a higher --mean or --times."] : []),
  ];
  if (problems.length > 0) throw new RunError(problems.join("\n"));
  return { from: start, load, times: arrivals(load, randomFrom(2)) };
}

const over = (of: string, requests: number, most: number): string[] =>
  requests <= most
    ? []
    : [
        `${count(requests)} requests ${of} are more than the ${count(most)} that this command sends: lower --mean, --times or --minutes.`,
      ];

const count = (value: number): string => Math.round(value).toLocaleString("en-US");

const GROWS_WITHIN = 5;

/** Five minutes before the load begins to grow most within five; 0 where it never does. */
function beforeGrowth(day: readonly number[]): number {
  let [most, before] = [0, 0];
  for (const [minute, count] of day.entries()) {
    const growth = (day[minute + GROWS_WITHIN] ?? 0) - count;
    if (growth > most * (1 + 1e-9)) [most, before] = [growth, minute];
  }
  while (most > 0 && day[before + 1] === day[before]) before += 1;
  return Math.max(0, before + 1 - GROWS_WITHIN);
}
