import { type Candidate } from "./candidates";
import { perSecond, type Spread, SPREADS } from "./load";
import { randomFrom } from "./random";
import { type Outcome, simulate } from "./simulate";
import { type Conditions, type Service } from "./service";

/** Price of an hour of one task, USD, by capacity provider. */
export type Rates = (provider: string) => number;

/** Averages over spreads and phases; a single run says little, since it depends on both. */
export interface Row {
  readonly name: string;
  readonly simulatedOnly?: string | undefined;
  /** USD a month of 730 hours, if every day were like this load. */
  readonly monthly: number;
  readonly requests: number;
  readonly unserved: number;
  readonly unservedSeconds: number;
  /** Of the run that was worst. */
  readonly worstUnservedSeconds: number;
  readonly slowSeconds: number;
  readonly p95: number;
  readonly mostTasks: number;
  readonly reaction: number;
  /** Changes of the number of tasks that was asked for. */
  readonly actions: number;
  /** One of the runs, for a picture. */
  readonly example: Outcome;
}

export interface Runs {
  /** @default all */
  readonly spreads?: readonly Spread[];
  /** Phases of the metrics, spread over a minute. @default 4 */
  readonly phases?: number;
  /** What happens beside the load. @default nothing */
  readonly conditions?: Omit<Conditions, "phase" | "seed">;
}

export const HOURS_A_MONTH = 730;
const MINUTE = 60;
const HOUR = 3600;

/** Runs each candidate under requests in each minute, in all spreads and phases. */
export function compare(
  candidates: readonly Candidate[],
  minutes: readonly number[],
  rates: Rates,
  runs: Runs = {},
): Row[] {
  return candidates.map(({ name, service, simulatedOnly }) => ({
    name,
    simulatedOnly,
    ...average(service, outcomes(service, minutes, runs), minutes.length * MINUTE, rates),
  }));
}

/** One outcome for each spread and phase. */
export function outcomes(service: Service, minutes: readonly number[], runs: Runs = {}): Outcome[] {
  return eachRun(minutes, runs, (load, conditions) => simulate(service, load, conditions));
}

/** What `simulated` makes of each spread and phase. */
export function eachRun<Result>(
  minutes: readonly number[],
  { spreads = SPREADS, phases = 4, conditions = {} }: Runs,
  simulated: (load: Float64Array, conditions: Conditions) => Result,
): Result[] {
  return spreads.flatMap((spread) =>
    Array.from({ length: phases }, (_, index) => {
      const seed = 1 + index;
      const load = perSecond(minutes, spread, randomFrom(seed));
      return simulated(load, { ...conditions, phase: Math.round((index * MINUTE) / phases), seed });
    }),
  );
}

/** USD of an outcome. */
export function costOf({ billed }: Pick<Outcome, "billed">, rates: Rates): number {
  return Object.entries(billed).reduce((sum, [provider, seconds]) => sum + (seconds / HOUR) * rates(provider), 0);
}

function average(service: Service, all: readonly Outcome[], seconds: number, rates: Rates) {
  const mean = (of: (outcome: Outcome) => number): number =>
    all.reduce((sum, outcome) => sum + of(outcome), 0) / Math.max(1, all.length);
  const most = (of: (outcome: Outcome) => number): number => Math.max(...all.map(of));
  const example = all[0];
  if (example === undefined) throw new Error(`${service.name}: nothing was simulated.`);
  return {
    monthly: (mean((outcome) => costOf(outcome, rates)) * HOURS_A_MONTH * HOUR) / seconds,
    requests: mean((outcome) => outcome.requests),
    unserved: mean((outcome) => outcome.unserved),
    unservedSeconds: mean((outcome) => outcome.unservedSeconds),
    worstUnservedSeconds: most((outcome) => outcome.unservedSeconds),
    slowSeconds: mean((outcome) => outcome.slowSeconds),
    p95: mean((outcome) => outcome.p95),
    mostTasks: most((outcome) => outcome.mostTasks),
    reaction: mean((outcome) => outcome.reaction),
    actions: mean((outcome) => outcome.changes.length),
    example,
  };
}

/** Rows that no other beats in both cost and unserved requests, the cheapest first; of equal ones the first. */
export function frontier(rows: readonly Row[]): Row[] {
  const best: Row[] = [];
  for (const row of [...rows].sort((a, b) => a.monthly - b.monthly || a.unserved - b.unserved)) {
    if (best.every(({ unserved }) => row.unserved < unserved)) best.push(row);
  }
  return best;
}
