import { type Random } from "./random";

/** How the requests of a minute are spread over its seconds; a trace that counts minutes does not tell. */
export type Spread = "even" | "linear" | "jumps";

export const SPREADS: readonly Spread[] = ["even", "linear", "jumps"];

const MINUTE = 60;

/**
 * Requests in each second, from requests in each minute. No spread changes the count of a minute by more than rounding,
 * except `linear`, which keeps the sum of neighbouring minutes.
 *
 * - `even`: the same in each second of a minute. It warns a policy of a rise too early: unserved seconds come out low.
 * - `linear`: a straight line between the middles of neighbouring minutes.
 * - `jumps`: goes on as in the minute before up to a random second of its first half, then jumps.
 */
export function perSecond(minutes: readonly number[], spread: Spread, random: Random): Float64Array {
  const seconds = new Float64Array(minutes.length * MINUTE);
  const at = (minute: number): number => minutes[Math.min(Math.max(minute, 0), minutes.length - 1)] ?? 0;
  let before = at(0) / MINUTE;
  for (const [minute, count] of minutes.entries()) {
    const jump = spread === "jumps" ? 1 + Math.floor(random() * (MINUTE / 2)) : 0;
    // What has come before the jump cannot be more than the minute has.
    const early = jump === 0 ? 0 : Math.min(before, count / jump);
    const late = Math.max(0, count - early * jump) / (MINUTE - jump);
    for (let second = 0; second < MINUTE; second += 1) {
      seconds[minute * MINUTE + second] =
        spread === "linear" ? between(at, minute + (second + 0.5) / MINUTE - 0.5) : second < jump ? early : late;
    }
    before = late;
  }
  return seconds;
}

function between(at: (minute: number) => number, position: number): number {
  const minute = Math.floor(position);
  const share = position - minute;
  return (at(minute) * (1 - share) + at(minute + 1) * share) / MINUTE;
}

/** Loads that have a name. */
export const SHAPES = {
  steady: "the same all day",
  day: "a day of a busy web site, twice as much at 16:00 as at 5:00",
  step: "twice as much from noon on",
  ramp: "evenly up to ten times as much within ten minutes, for an hour",
  burst: "twelve times as much within five minutes, for an hour",
  "flash-crowd": "thirty times as much within one minute, gone after half an hour",
  night: "nothing but a few requests",
} as const;

export type Shape = keyof typeof SHAPES;

/**
 * Share of the mean in each hour of a day, from the weeks before the World Cup of 1998 began (its servers' log, GMT).
 * Source: M. Arlitt and T. Jin, Workload Characterization of the 1998 World Cup Web Site, HP Labs HPL-1999-35R1.
 */
const HOURS_OF_DAY = [
  0.74, 0.72, 0.71, 0.7, 0.64, 0.63, 0.76, 0.81, 0.92, 0.97, 1.01, 1.11, 1.24, 1.32, 1.36, 1.38, 1.39, 1.31, 1.25, 1.21,
  1.16, 1.04, 0.86, 0.78,
];
const MINUTES_OF_DAY = 24 * 60;
const NOON = 12 * 60;

/** Requests in each minute of a day. @param mean requests a second, on average before anything happens. */
export function shape(name: Shape, mean: number): number[] {
  return Array.from({ length: MINUTES_OF_DAY }, (_, minute) => mean * MINUTE * factor(name, minute));
}

function factor(name: Shape, minute: number): number {
  const since = minute - NOON;
  switch (name) {
    case "steady":
      return 1;
    case "day": {
      const position = minute / 60 - 0.5;
      const hour = Math.floor(position);
      const share = position - hour;
      const of = (index: number): number => HOURS_OF_DAY[(index + 24) % 24] ?? 1;
      return of(hour) * (1 - share) + of(hour + 1) * share;
    }
    case "step":
      return since < 0 ? 1 : 2;
    case "ramp":
      return since < 0 || since >= 70 ? 1 : Math.min(10, 1 + (9 * (since + 1)) / 10);
    case "burst":
      return since < 0 || since >= 60 ? 1 : Math.min(12, 12 ** ((since + 1) / 5));
    case "flash-crowd":
      return since < 0 || since >= 30 ? 1 : 30;
    case "night":
      return 0.05;
  }
}
