import { expect } from "chai";

import { burstPolicies } from "../../src/burst";
import { costOf, outcomes } from "../../src/compare";
import { type Policy } from "../../src/policy";
import { bundledTrace, type Trace } from "../../src/trace";
import { mean, service } from "../service";

const STRATEGY = [
  { provider: "FARGATE", base: 2, weight: 1 },
  { provider: "FARGATE_SPOT", weight: 4 },
];
/** Spot costs about three tenths of on demand. */
const rates = (provider: string): number => (provider === "FARGATE" ? 1 : 0.3);
const CPU_70: readonly Policy[] = [{ kind: "tracking", signal: "cpu", target: 70 }];

/** Twelve phases and three spreads of a day, so many times as it was, with ten tasks at most for each time. */
function runs(policies: readonly Policy[], trace: Trace, times: number, provision = 35) {
  const all = outcomes(
    service({ policies, strategy: STRATEGY, max: 10 * times, provision }),
    bundledTrace(trace).map((count) => count * times),
    { phases: 12 },
  );
  return {
    unserved: all.map((outcome) => outcome.unservedSeconds),
    requests: mean(all.map((outcome) => outcome.unserved)),
    cost: mean(all.map((outcome) => costOf(outcome, rates))),
  };
}

describe("the burst policies on the World Cup of 1998", () => {
  it("leave a quarter of CPU 70's unserved seconds on 19 May, a third in the worst run, for at most a tenth more", () => {
    const [tracked, burst] = [runs(CPU_70, "wc98-1998-05-19", 1), runs(burstPolicies, "wc98-1998-05-19", 1)];
    expect(mean(tracked.unserved)).to.be.greaterThan(200);
    expect(mean(burst.unserved) / mean(tracked.unserved)).to.be.at.most(0.25);
    const worst = Math.max(...burst.unserved.map((seconds, run) => seconds / (tracked.unserved[run] ?? 0)));
    expect(worst).to.be.at.most(0.33);
    expect(burst.cost / tracked.cost).to.be.at.most(1.1);
  });

  it("leave a quarter at five times the load, for at most a fifth more", () => {
    const [tracked, burst] = [runs(CPU_70, "wc98-1998-05-19", 5), runs(burstPolicies, "wc98-1998-05-19", 5)];
    expect(mean(burst.unserved) / mean(tracked.unserved)).to.be.at.most(0.25);
    expect(burst.cost / tracked.cost).to.be.at.most(1.2);
  });

  it("leave nothing more unserved on 12 May, for at most a tenth more", () => {
    const [tracked, burst] = [runs(CPU_70, "wc98-1998-05-12", 1), runs(burstPolicies, "wc98-1998-05-12", 1)];
    expect(burst.requests).to.be.at.most(tracked.requests);
    expect(burst.cost / tracked.cost).to.be.at.most(1.1);
  });
});
