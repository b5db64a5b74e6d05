import { expect } from "chai";

import { type StepPolicy } from "../src/policy";
import { simulate } from "../src/simulate";
import { service, stepLoad } from "./service";

const AT = 600;
const requests = (change: Partial<StepPolicy>): StepPolicy => ({
  kind: "step",
  signal: "requests",
  threshold: 6000,
  when: "above",
  type: "ChangeInCapacity",
  steps: [
    { from: 0, to: 3000, adjustment: 2 },
    { from: 3000, adjustment: 3 },
  ],
  ...change,
});
const INSTANTLY = { delay: () => 0 };

describe("a step policy", () => {
  it("adds only the difference within its cooldown: two, then three, are three", () => {
    // Never ready in this time, so that the load of each task stays as it is.
    const slow = service({ provision: 10_000, policies: [requests({ cooldown: 300 })] });
    const load = stepLoad(10, 210, AT, AT + 500).fill(400, AT + 60);
    const { changes } = simulate(slow, load, INSTANTLY);
    expect(changes).to.deep.equal([
      { second: AT + 60, tasks: 4 },
      { second: AT + 120, tasks: 5 },
      // The cooldown is over: three more.
      { second: AT + 420, tasks: 8 },
    ]);
  });

  it("acts at once, then once a minute while its alarm is on, whatever its period", () => {
    const quick = service({ provision: 10_000, max: 100, policies: [requests({ period: 10, cooldown: 0 })] });
    const { changes } = simulate(quick, stepLoad(10, 210, AT, AT + 200), INSTANTLY);
    expect(changes.map(({ second }) => second)).to.deep.equal([AT + 10, AT + 70, AT + 130, AT + 190]);
  });

  it("takes tasks away without asking a tracking policy", () => {
    const down: StepPolicy = {
      ...requests({}),
      threshold: 3000,
      when: "below",
      points: 5,
      type: "PercentChangeInCapacity",
      steps: [{ to: 0, adjustment: -34 }],
    };
    const policies = [{ kind: "tracking", signal: "cpu", target: 70, outOnly: true } as const, down];
    const { changes } = simulate(service({ policies }), stepLoad(1000, 100, 3600, 7200));
    expect(changes.at(-1)?.tasks).to.equal(2);
    expect(changes.some(({ tasks }) => tasks >= 15)).to.equal(true);
  });
});

describe("scheduled actions", () => {
  it("set new bounds whatever policies say, and move the tasks into them", () => {
    const scheduled = [
      { at: [600], min: 5 },
      { at: [1200], min: 2, max: 3 },
    ];
    const { changes, mostTasks } = simulate(service({ scheduled }), new Float64Array(1800).fill(10));
    expect(changes).to.deep.equal([
      { second: 600, tasks: 5 },
      { second: 1200, tasks: 3 },
    ]);
    expect(mostTasks).to.equal(5);
  });
});
