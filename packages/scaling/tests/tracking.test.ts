import { expect } from "chai";

import { type TrackingPolicy } from "../src/policy";
import { simulate } from "../src/simulate";
import { mean, service, stepLoad } from "./service";

const cpu = (change: Partial<TrackingPolicy> = {}): TrackingPolicy => ({
  kind: "tracking",
  signal: "cpu",
  target: 70,
  ...change,
});
const PHASES = Array.from({ length: 60 }, (_, phase) => phase);
const AT = 1800;

/** Seconds from a step of the load to the first action, of all phases of the metric. */
const reactions = (period: number): number[] =>
  PHASES.map((phase) => {
    const { changes } = simulate(service({ policies: [cpu({ period })] }), stepLoad(80, 400, AT, 3600), { phase });
    return (changes[0]?.second ?? Infinity) + 1 - AT;
  });

describe("target tracking", () => {
  it("acts when AWS's measurement says: after 363 s, or 86 s with a metric of 20 s, within 10 %", () => {
    expect(mean(reactions(60))).to.be.within(363 * 0.9, 363 * 1.1);
    expect(mean(reactions(20))).to.be.within(86 * 0.9, 86 * 1.1);
  });

  it("has the new task where AWS's measurement has it: after 386 s, or 109 s, within 10 %", () => {
    expect(mean(reactions(60)) + service().provision).to.be.within(386 * 0.9, 386 * 1.1);
    expect(mean(reactions(20)) + service().provision).to.be.within(109 * 0.9, 109 * 1.1);
  });

  it("needs three points above the target, and fifteen below nine tenths of it", () => {
    const policies = [cpu()];
    const short = stepLoad(80, 180, AT, 3600).fill(80, AT + 120);
    expect(simulate(service({ policies }), short, { delay: () => 0 }).changes).to.deep.equal([]);
    const long = stepLoad(80, 180, AT, 3600).fill(80, AT + 180);
    const { changes } = simulate(service({ policies }), long, { delay: () => 0 });
    expect(changes.map(({ tasks }) => tasks)).to.deep.equal([3, 2]);
    expect(changes[0]?.second).to.equal(AT + 180);
    // The minute in which the load goes down is the first below.
    expect(changes[1]?.second).to.equal(AT + 180 + 15 * 60);
  });

  it("leaves tasks alone between nine tenths of the target and the target", () => {
    const of = (after: number) => simulate(service({ min: 1, policies: [cpu()] }), stepLoad(180, after, AT, 7200));
    // 62 % of three tasks calls for no fewer than three; at 43 % two have 65 %, and stay.
    expect(of(3 * 62).changes.map(({ tasks }) => tasks)).to.deep.equal([2, 3]);
    expect(of(2 * 65).changes.map(({ tasks }) => tasks)).to.deep.equal([2, 3, 2]);
  });

  it("multiplies by at most 100 / target in one action, since CPU saturates", () => {
    const policies = [cpu({ outCooldown: 60 })];
    const { changes } = simulate(service({ max: 100, policies }), stepLoad(80, 5000, AT, 7200), { delay: () => 0 });
    expect(changes.slice(0, 6).map(({ tasks }) => tasks)).to.deep.equal([3, 5, 8, 12, 18, 26]);
  });

  it("jumps to the need with requests for each task, which do not saturate", () => {
    const policies: TrackingPolicy[] = [{ kind: "tracking", signal: "requests", target: 4200 }];
    const { changes } = simulate(service({ policies }), stepLoad(80, 800, AT, 3600));
    expect(changes[0]?.tasks).to.equal(Math.ceil((800 * 60) / 4200));
  });

  it("takes no task away during a deployment, and adds some", () => {
    const policies = [cpu()];
    const rollout = { shifts: [{ after: 0, share: 1 }], bake: 7200 };
    const load = stepLoad(180, 20, AT, 7200);
    const { changes } = simulate(service({ policies, rollout }), load, { deployments: [AT - 200] });
    expect(changes.map(({ tasks }) => tasks)).to.deep.equal([3]);
    expect(simulate(service({ policies }), load).changes.map(({ tasks }) => tasks)).to.deep.equal([3, 2]);
  });

  it("scales in only when every policy agrees, to the largest capacity that one of them keeps", () => {
    const requests: TrackingPolicy = { kind: "tracking", signal: "requests", target: 3000 };
    const load = stepLoad(700, 200, AT, 7200);
    const of = (...policies: TrackingPolicy[]) => simulate(service({ policies }), load).changes.at(-1)?.tasks;
    expect(of(cpu())).to.equal(3);
    expect(of(cpu(), requests)).to.equal(4);
    expect(of(cpu(), { ...requests, target: 1200 })).to.equal(10);
    expect(of(cpu({ outOnly: true }))).to.equal(10);
  });
});
