import { expect } from "chai";
import * as fc from "fast-check";

import { Fleet } from "../src/fleet";
import { randomFrom } from "../src/random";
import { simulate } from "../src/simulate";
import { split } from "../src/split";
import { service } from "./service";

const SPOT = [
  { provider: "FARGATE", base: 1, weight: 1 },
  { provider: "FARGATE_SPOT", weight: 1 },
];

/** Tasks one by one, each with the seconds of its life: slow, and shares nothing with the fleet but the split. */
class SingleTasks {
  readonly billed = [0, 0];
  #tasks: { readonly provider: number; readonly ready: number; stopped?: number; gone: number }[] = [];

  tick(second: number, desired: number): void {
    for (const [provider, wanted] of split(desired, SPOT).entries()) {
      // Launched in this order, so the last are the youngest: they have not served yet, where any has not.
      const there = this.#tasks.filter((task) => task.provider === provider && task.stopped === undefined);
      for (let missing = wanted - there.length; missing > 0; missing -= 1) {
        this.#tasks.push({ provider, ready: second + 23, gone: Infinity });
      }
      for (const task of there.slice(wanted)) {
        task.stopped = second;
        task.gone = task.ready > second ? second : second + 30;
      }
    }
    this.#tasks = this.#tasks.filter(({ gone }) => gone > second);
    for (const { provider } of this.#tasks) this.billed[provider] = (this.billed[provider] ?? 0) + 1;
  }

  serving(second: number): number {
    return this.#tasks.filter(({ ready, stopped }) => ready <= second && stopped === undefined).length;
  }
}

describe("tasks of a service", () => {
  it("are paid from the launch to the end of the drain, and serve in between", () => {
    const fleet = new Fleet(service(), randomFrom(1), 2);
    const wanted = (second: number): number => (second >= 100 && second < 200 ? 3 : 2);
    let serving = 0;
    for (let second = 0; second < 400; second += 1) {
      fleet.tick(second, wanted(second));
      serving += fleet.running;
    }
    expect(serving).to.equal(2 * 400 + 100 - 23);
    expect(fleet.billed).to.deep.equal([2 * 400 + 100 + 30]);
  });

  it("are those of a list of single tasks, second by second", () => {
    const step = fc.record({ tasks: fc.integer({ min: 0, max: 80 }), seconds: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const fleet = new Fleet(service({ strategy: SPOT }), randomFrom(1), 0);
        const single = new SingleTasks();
        // One comparison of all seconds: an assertion costs far more than a second of either.
        const [of, expected]: [number[][], number[][]] = [[], []];
        let second = 0;
        for (const { tasks, seconds } of steps) {
          for (let left = seconds; left > 0; left -= 1, second += 1) {
            fleet.tick(second, tasks);
            single.tick(second, tasks);
            of.push([fleet.running, ...fleet.billed]);
            expected.push([single.serving(second), ...single.billed]);
          }
        }
        expect(of).to.deep.equal(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("are launched a hundred at once and twenty a second after that, on demand and on Spot each", () => {
    const started = (strategy: typeof SPOT, seconds: number): number => {
      const fleet = new Fleet(service({ strategy, provision: 0 }), randomFrom(1), 0);
      for (let second = 1; second <= seconds; second += 1) fleet.tick(second, 1000);
      return fleet.billed.reduce((sum, one) => sum + one, 0);
    };
    const one = [{ provider: "FARGATE", base: 0, weight: 1 }];
    expect(started(one, 1)).to.equal(100);
    expect(started(one, 2)).to.equal(100 + 120);
    expect(started(SPOT, 1)).to.equal(200);
  });

  it("on Spot are taken with two minutes' notice, and are launched again there and nowhere else", () => {
    const load = new Float64Array(1200).fill(300);
    const outage = simulate(service({ min: 5, max: 5, strategy: SPOT }), load, { spotOutage: [300, 900] });
    expect(outage.interrupted).to.equal(2);
    const minutes = outage.series.minutes().map(({ tasks }) => tasks);
    expect([minutes[4], minutes[10], minutes[17]]).to.deep.equal([5, 3, 5]);
    const calm = simulate(service({ min: 5, max: 5, strategy: SPOT }), load);
    expect(calm.interrupted).to.equal(0);
  });

  it("on Spot are taken as often as the rate says", () => {
    const days = new Float64Array(20 * 86_400).fill(100);
    const { interrupted } = simulate(service({ min: 11, max: 11, strategy: SPOT, spotInterruptions: 0.5 }), days);
    expect(interrupted).to.be.within(30, 75);
    const again = simulate(service({ min: 11, max: 11, strategy: SPOT, spotInterruptions: 0.5 }), days);
    expect(again.interrupted).to.equal(interrupted);
  });

  it("are counted as many as there were, also where a schedule raises the maximum", () => {
    const scheduled = [{ at: [60], min: 30, max: 40 }];
    const { mostTasks } = simulate(service({ max: 20, scheduled }), new Float64Array(600).fill(100));
    expect(mostTasks).to.equal(30);
  });

  it("do not lift a database's ceiling", () => {
    const load = new Float64Array(600).fill(400);
    const free = simulate(service({ min: 10, max: 10 }), load);
    const bound = simulate(service({ min: 10, max: 10, ceiling: 300 }), load);
    expect(free.unserved).to.equal(0);
    expect(bound.served).to.equal(300 * 600);
    expect(bound.served + bound.unserved).to.be.closeTo(400 * 600, 1e-6);
  });
});
