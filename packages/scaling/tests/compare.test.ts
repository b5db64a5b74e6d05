import { expect } from "chai";

import { candidates } from "../src/candidates";
import { compare, frontier } from "../src/compare";
import { perSecond, shape, type Shape } from "../src/load";
import { randomFrom } from "../src/random";
import { service } from "./service";

const configured = service({ policies: [{ kind: "tracking", signal: "cpu", target: 60, outCooldown: 60 }] });
const rates = (): number => 1;
const runs = { phases: 1, spreads: ["jumps"] } as const;

const rowsOf = (name: Shape, mean = 200) => {
  const minutes = shape(name, mean);
  const load = perSecond(minutes, "even", randomFrom(1));
  return { rows: compare(candidates(configured, load), minutes, rates, runs), load };
};

describe("policies beside each other", () => {
  let burst: ReturnType<typeof rowsOf>;

  before(() => {
    burst = rowsOf("burst", 50);
  });

  it("cost more than tasks that know the load beforehand, and less than as many as the peak needs all day", () => {
    for (const name of ["day", "step"] as const) {
      const { rows, load } = rowsOf(name, 600);
      const omniscient = load.reduce((sum, one) => sum + Math.ceil(one / configured.capacity), 0) / 3600;
      const peak = rows.find((row) => row.name.includes("(peak)"));
      // Half of the CPU idle is more than the peak needs at seven tenths.
      const served = rows.filter((row) => row.unserved <= row.requests / 1000 && !row.name.startsWith("CPU 50"));
      expect(served.length).to.be.at.least(3);
      for (const { name: policy, monthly } of served) {
        expect(monthly, policy).to.be.at.least((omniscient * 730) / 24);
        expect(monthly, policy).to.be.at.most(peak?.monthly ?? 0);
      }
    }
  });

  it("count what the minimum alone leaves unserved, and what the peak serves", () => {
    const { rows } = burst;
    const of = (part: string) => rows.find((row) => row.name.includes(part));
    expect(of("(minimum)")?.unserved).to.be.greaterThan(0);
    expect(of("(minimum)")?.mostTasks).to.equal(2);
    expect(of("(peak)")?.unserved).to.equal(0);
    expect(of("20 s")?.unserved).to.be.lessThan(of("CPU 70 %")?.unserved ?? 0);
    expect(of("burst")?.unserved).to.be.lessThan(of("CPU 70 %")?.unserved ?? 0);
  });

  it("leave those on the frontier that no other beats in cost and in unserved requests", () => {
    const { rows } = burst;
    const best = frontier(rows);
    expect(best[0]?.monthly).to.equal(Math.min(...rows.map(({ monthly }) => monthly)));
    expect(Math.min(...best.map(({ unserved }) => unserved))).to.equal(
      Math.min(...rows.map(({ unserved }) => unserved)),
    );
    for (const [index, row] of best.entries()) {
      const next = best[index + 1];
      if (next === undefined) continue;
      expect(next.monthly).to.be.greaterThan(row.monthly);
      expect(next.unserved).to.be.lessThan(row.unserved);
    }
  });

  it("are the same in every run", () => {
    const strip = (name: Shape) => rowsOf(name).rows.map(({ example: _, ...row }) => row);
    expect(strip("step")).to.deep.equal(strip("step"));
  });
});
