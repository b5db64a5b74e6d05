import { expect } from "chai";

import { burstPolicies } from "../../src/burst";
import { costOf, outcomes, type Runs } from "../../src/compare";
import { type Policy } from "../../src/policy";
import { metricDelay, type Service } from "../../src/service";
import { bundledTrace } from "../../src/trace";
import { mean, service } from "../service";

const STRATEGY = [
  { provider: "FARGATE", base: 2, weight: 1 },
  { provider: "FARGATE_SPOT", weight: 4 },
];
/** Spot costs about three tenths of on demand. */
const rates = (provider: string): number => (provider === "FARGATE" ? 1 : 0.3);
const MAY_19 = bundledTrace("wc98-1998-05-19");
const CPU_70: readonly Policy[] = [{ kind: "tracking", signal: "cpu", target: 70 }];

interface Case {
  /** Requests in each minute. @default 19 May 1998 */
  readonly minutes?: readonly number[];
  readonly change?: Partial<Service>;
  readonly conditions?: Runs["conditions"];
}

/** Twelve phases and three spreads; two to ten tasks unless the case says otherwise. */
function runs(policies: readonly Policy[], { minutes = MAY_19, change = {}, conditions = {} }: Case) {
  const all = outcomes(service({ policies, strategy: STRATEGY, max: 10, provision: 35, ...change }), minutes, {
    phases: 12,
    conditions,
  });
  return {
    unserved: all.map((outcome) => outcome.unservedSeconds),
    requests: mean(all.map((outcome) => outcome.unserved)),
    cost: mean(all.map((outcome) => costOf(outcome, rates))),
  };
}

/** The burst policies against CPU 70: shares of its unserved seconds, on average and in the worst run, and of its cost. */
function against(one: Case) {
  const [tracked, burst] = [runs(CPU_70, one), runs(burstPolicies, one)];
  expect(mean(tracked.unserved), "the load is one that tracking does not serve").to.be.greaterThan(50);
  expect(burst.requests).to.be.at.most(tracked.requests);
  return {
    unserved: mean(burst.unserved) / mean(tracked.unserved),
    worst: Math.max(...burst.unserved.map((seconds, run) => seconds / (tracked.unserved[run] ?? 0))),
    cost: burst.cost / tracked.cost,
  };
}

describe("the burst policies on the World Cup of 1998", function () {
  // Days of simulation: how long they take says nothing.
  this.timeout(0);

  it("leave a quarter of CPU 70's unserved seconds on 19 May, a third in the worst run, for at most a tenth more", () => {
    const { unserved, worst, cost } = against({});
    expect(unserved).to.be.at.most(0.25);
    expect(worst).to.be.at.most(0.33);
    expect(cost).to.be.at.most(1.1);
  });

  it("leave a quarter at five times the load, for at most a fifth more", () => {
    const { unserved, cost } = against({ minutes: MAY_19.map((count) => count * 5), change: { max: 50 } });
    expect(unserved).to.be.at.most(0.25);
    expect(cost).to.be.at.most(1.2);
  });

  it("leave less than a third on 12 May, and a quarter on 16 July, for at most a tenth more", () => {
    const [may, july] = [
      against({ minutes: bundledTrace("wc98-1998-05-12") }),
      against({ minutes: bundledTrace("wc98-1998-07-16") }),
    ];
    expect(may.unserved).to.be.at.most(0.33);
    expect(july.unserved).to.be.at.most(0.25);
    expect(Math.max(may.cost, july.cost)).to.be.at.most(1.1);
  });
});

describe("the burst policies reach their limits", function () {
  // Days of simulation: how long they take says nothing.
  this.timeout(0);

  const late = { delay: (period: number) => (period >= 60 ? metricDelay(period) : 40) };

  it("with late metrics together with slow tasks, where the worst run leaves two fifths", () => {
    const slow = { provision: 57 };
    expect(against({ conditions: late }).unserved).to.be.at.most(0.25);
    expect(against({ change: slow }).unserved).to.be.at.most(0.25);
    const both = against({ change: slow, conditions: late });
    expect(both.unserved).to.be.within(0.2, 0.25);
    expect(both.worst).to.be.within(0.33, 0.45);
  });

  it("without Spot capacity, which most of their tasks are meant for", () => {
    expect(against({ conditions: { spotOutage: [0, 86_400] } }).unserved).to.be.within(0.5, 0.65);
  });

  it("at a database that serves less than what comes, where more tasks change nothing", () => {
    expect(against({ change: { ceiling: 300 } }).unserved).to.be.within(0.6, 0.8);
    expect(against({ change: { ceiling: 200 } }).unserved).to.be.closeTo(1, 0.01);
  });

  it("in a spike that is over within a minute", () => {
    const minutes = Array.from({ length: 120 }, (_, minute) => (minute === 60 ? 36_000 : 3000));
    expect(against({ minutes }).unserved).to.be.within(0.8, 1);
  });
});
