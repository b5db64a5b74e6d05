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

/** Days of a trace: some were looked at to choose the steps in, the others were not. */
interface Days {
  readonly trace: string;
  readonly title: string;
  /** Requests a second on average; the trace as it is without it. */
  readonly scaledTo?: number;
  /** Which days of the trace are run. */
  readonly is: (day: number) => boolean;
  readonly days: number;
  /** Most that the burst policies leave of CPU 70's unserved seconds, all days together. */
  readonly unserved: number;
  /** Most that they cost of CPU 70, all days together. */
  readonly cost: number;
  /** The same of each day. @default any */
  readonly dayCost?: number;
}

/** Days of `wc98` begin at 21:30 GMT; the first is that of 30 April 1998. */
const [JUNE, JULY] = [32, 62];
/** One day of four, so that a run takes seconds. */
const oneOfFour = (day: number): boolean => day % 4 === 1;

const DAYS: readonly Days[] = [
  {
    ...{ trace: "wc98", title: "June, by which the steps in were chosen", is: (day) => day >= JUNE && day < JULY },
    ...{ days: 30, unserved: 1, cost: 1.05, dayCost: 1.1 },
  },
  {
    ...{ trace: "wc98", title: "May and July, held out", is: (day) => day < JUNE || day >= JULY },
    ...{ days: 57, unserved: 1, cost: 1.05, dayCost: 1.1 },
  },
  { trace: "nasa", title: "1995", scaledTo: 100, is: oneOfFour, days: 15, unserved: 0.25, cost: 1.26 },
  { trace: "twitter", title: "three weeks", scaledTo: 100, is: oneOfFour, days: 5, unserved: 0.25, cost: 1.2 },
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

describe("the burst policies on whole days of traces", function () {
  // Days of simulation: how long they take says nothing.
  this.timeout(0);

  for (const { trace, title, scaledTo, is, days, unserved, cost, dayCost = Infinity } of DAYS) {
    const reason = missing(trace);
    const claim = `leave no more unserved than CPU 70 on any day of ${trace}, ${title}`;
    if (reason !== undefined) {
      it.skip(`${claim} (${reason})`);
      continue;
    }
    it(claim, () => {
      const all = daysOf(trace);
      const factor = scaledTo === undefined ? 1 : (60 * scaledTo) / mean(all.map(mean));
      const chosen = all.filter((_, day) => is(day)).map((day) => day.map((count) => count * factor));
      expect(chosen).to.have.length(days);
      const pairs = chosen.map((minutes) => ({ tracked: run(CPU_70, minutes), burst: run(burstPolicies, minutes) }));
      for (const { tracked, burst } of pairs) {
        expect(burst.unserved).to.be.at.most(tracked.unserved);
        expect(burst.cost / tracked.cost).to.be.at.most(dayCost);
      }
      const share = (of: (one: ReturnType<typeof run>) => number): number =>
        mean(pairs.map(({ burst }) => of(burst))) / mean(pairs.map(({ tracked }) => of(tracked)));
      expect(share(({ seconds }) => seconds)).to.be.at.most(unserved);
      expect(share((one) => one.cost)).to.be.at.most(cost);
    });
  }
});
