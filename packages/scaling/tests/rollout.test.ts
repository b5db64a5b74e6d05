import { expect } from "chai";
import * as fc from "fast-check";

import { Fleet } from "../src/fleet";
import { randomFrom } from "../src/random";
import { boundsOf, type Rollout } from "../src/rollout";
import { simulate } from "../src/simulate";
import { type Service } from "../src/service";
import { service } from "./service";

const AT = 100;
const END = 3000;
const fixed = (tasks: number, rollout?: Rollout): Service =>
  service({ min: tasks, max: tasks, ...(rollout === undefined ? {} : { rollout }) });
const deployed = (tasks: number, rollout?: Rollout, load = 0) =>
  simulate(fixed(tasks, rollout), new Float64Array(END).fill(load), { deployments: [AT] });
/** Task-seconds that are paid beside those of the tasks that should run. */
const more = (tasks: number, rollout?: Rollout) => (deployed(tasks, rollout).billed.FARGATE ?? 0) - tasks * END;

describe("a deployment", () => {
  it("keeps the minimum rounded up, and runs the maximum rounded down", () => {
    const of = (desired: number, minimumHealthyPercent: number, maximumPercent: number) =>
      boundsOf(desired, { minimumHealthyPercent, maximumPercent });
    // AWS's own: of four tasks with 50 % two may stop first; with 200 % four new ones start before four old ones stop.
    expect(of(4, 50, 200)).to.deep.equal({ least: 2, most: 8 });
    expect(of(3, 50, 150)).to.deep.equal({ least: 2, most: 4 });
    expect(of(5, 75, 125)).to.deep.equal({ least: 4, most: 6 });
    expect(of(1, 50, 199)).to.deep.equal({ least: 1, most: 1 });
    expect(boundsOf(7, {})).to.deep.equal({ least: 7, most: 14 });
  });

  it("starts all new tasks beside the old ones with 100 to 200 %, which are paid until they are drained", () => {
    const { deployments } = deployed(2);
    expect(deployments).to.deep.equal([{ from: AT, to: AT + 22, least: 2, most: 2 }]);
    expect(more(2)).to.equal(2 * 23 + 2 * 30);
  });

  it("stops half of the tasks first with 50 to 100 %, and pays only the drain", () => {
    const half = { minimumHealthyPercent: 50, maximumPercent: 100 };
    expect(deployed(4, half).deployments).to.deep.equal([{ from: AT, to: AT + 2 * 23 - 1, least: 2, most: 2 }]);
    expect(more(4, half)).to.equal(4 * 30);
    expect(deployed(4, half, 300).unserved).to.be.greaterThan(0);
    expect(deployed(4, undefined, 300).unserved).to.equal(0);
  });

  it("never ends where it may neither stop nor start a task", () => {
    const stuck = { minimumHealthyPercent: 100, maximumPercent: 100 };
    expect(deployed(2, stuck).deployments.map(({ to }) => to)).to.deep.equal([END - 1]);
    expect(more(2, stuck)).to.equal(0);
  });

  it("serves the minimum all the time, runs no more than the maximum, and ends, of whatever bounds leave room", () => {
    const bounds = fc.record({
      tasks: fc.integer({ min: 1, max: 30 }),
      minimumHealthyPercent: fc.integer({ min: 0, max: 100 }),
      maximumPercent: fc.integer({ min: 100, max: 200 }),
    });
    fc.assert(
      fc.property(bounds, ({ tasks, ...rollout }) => {
        const { least, most } = boundsOf(tasks, rollout);
        const fleet = new Fleet({ ...fixed(tasks, rollout), drain: 0, deployments: [AT] }, randomFrom(1), tasks);
        let [paid, seconds] = [0, 0];
        // Asserted once for all seconds: an assertion costs far more than a second of the fleet.
        let [fewest, highest, overpaid] = [Infinity, 0, -Infinity];
        for (let second = 0; second < END; second += 1) {
          const before = fleet.running;
          fleet.tick(second, tasks);
          const [now = 0] = fleet.billed;
          fewest = Math.min(fewest, fleet.running);
          highest = Math.max(highest, fleet.running);
          // Those that leave are paid for the second in which they do.
          const stayed = now - paid - Math.max(0, before - fleet.running);
          overpaid = Math.max(overpaid, stayed - most - tasks * Number(fleet.running < most));
          paid = now;
          seconds += Number(fleet.isDeploying);
        }
        expect(fewest).to.be.at.least(least);
        expect(highest).to.be.at.most(most);
        expect(overpaid).to.be.at.most(0);
        expect(fleet.isDeploying).to.equal(least === most && most === tasks);
        expect(seconds).to.be.greaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it("with a canary moves requests when the new version is healthy, and keeps the old one until the end of the bake", () => {
    const canary: Rollout = {
      shifts: [
        { after: 0, share: 0.1 },
        { after: 600, share: 1 },
      ],
      bake: 300,
    };
    const [one] = deployed(2, canary).deployments;
    expect(one).to.deep.equal({ from: AT, to: AT + 23 + 600 + 300 - 1, least: 2, most: 4 });
    expect(more(2, canary)).to.equal(2 * (23 + 600 + 300) + 2 * 30);
  });

  it("reaches as many tasks as the shares allow: nine tenths of the requests on two tasks are 2.2 at most", () => {
    const half: Rollout = { shifts: [{ after: 0, share: 0.1 }], bake: 600 };
    const capacities = deployed(2, half)
      .series.minutes()
      .map(({ capacity }) => Math.round(capacity));
    expect([capacities[0], capacities[5], capacities[20]]).to.deep.equal([200, 222, 200]);
  });

  it("takes tasks that have just started from the old version, and begins again while another runs", () => {
    const twice = simulate(fixed(2), new Float64Array(END), { deployments: [AT, AT + 10] });
    expect(twice.deployments).to.deep.equal([{ from: AT, to: AT + 32, least: 2, most: 2 }]);
    expect((twice.billed.FARGATE ?? 0) - 2 * END).to.equal(2 * 33 + 2 * 30);
  });
});
