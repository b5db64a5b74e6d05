import { expect } from "chai";

import { burstPolicies } from "../../src/burst";
import { costOf, outcomes } from "../../src/compare";
import { type Policy } from "../../src/policy";
import { mean, service } from "../service";
import { daysOf, missing } from "./shared";

const STRATEGY = [
  { provider: "FARGATE", base: 2, weight: 1 },
  { provider: "FARGATE_SPOT", weight: 4 },
];
const rates = (provider: string): number => (provider === "FARGATE" ? 1 : 0.3);
const CPU_70: readonly Policy[] = [{ kind: "tracking", signal: "cpu", target: 70 }];
/** One day of so many is run, so that a run takes seconds. */
const EVERY = 4;

/** Nothing was chosen by these days. @param cost most that the burst policies cost of CPU 70, all days together */
interface HeldOut {
  readonly trace: string;
  /** Requests a second on average; the trace as it is without it. */
  readonly scaledTo?: number;
  readonly days: number;
  readonly unserved: number;
  readonly cost: number;
}

const HELD_OUT: readonly HeldOut[] = [
  { trace: "wc98", days: 22, unserved: 1, cost: 1.1 },
  { trace: "nasa", scaledTo: 100, days: 15, unserved: 0.25, cost: 1.25 },
  { trace: "twitter", scaledTo: 100, days: 6, unserved: 0.25, cost: 1.25 },
];

const run = (policies: readonly Policy[], minutes: readonly number[]) => {
  const change = { policies, strategy: STRATEGY, max: 10, provision: 35 };
  const all = outcomes(service(change), minutes, { phases: 1, spreads: ["jumps"] });
  return {
    unserved: mean(all.map((outcome) => outcome.unserved)),
    seconds: mean(all.map((outcome) => outcome.unservedSeconds)),
    cost: mean(all.map((outcome) => costOf(outcome, rates))),
  };
};

describe("the burst policies on days that they were not chosen by", () => {
  for (const { trace, scaledTo, days, unserved, cost } of HELD_OUT) {
    const reason = missing(trace);
    const title = `leave no more unserved than CPU 70 on any of ${days} days of ${trace}`;
    if (reason !== undefined) {
      it.skip(`${title} (${reason})`);
      continue;
    }
    it(title, () => {
      const all = daysOf(trace);
      const factor = scaledTo === undefined ? 1 : (60 * scaledTo) / mean(all.map(mean));
      const chosen = all.filter((_, day) => day % EVERY === 0).map((day) => day.map((count) => count * factor));
      expect(chosen).to.have.length(days);
      const pairs = chosen.map((minutes) => ({ tracked: run(CPU_70, minutes), burst: run(burstPolicies, minutes) }));
      for (const { tracked, burst } of pairs) expect(burst.unserved).to.be.at.most(tracked.unserved);
      const share = (of: (one: ReturnType<typeof run>) => number): number =>
        mean(pairs.map(({ burst }) => of(burst))) / mean(pairs.map(({ tracked }) => of(tracked)));
      expect(share(({ seconds }) => seconds)).to.be.at.most(unserved);
      expect(share((one) => one.cost)).to.be.at.most(cost);
    });
  }
});
