import { expect } from "chai";

import { type Estimate, formulas, type UsagePreset } from "@toolkit/cost";
import { usagePresets } from "../../../tools/cost/application";
import { estimateDocument } from "../../../tools/cost/document";
import { deployStack } from "../../support/deploy-stack";

async function costOfStack(stack: string, frontend: string, preset: UsagePreset, ...set: string[]): Promise<Estimate> {
  const { document } = await deployStack(stack, { set: [`frontend=${frontend}`, ...set] });
  return estimateDocument(document, usagePresets[preset]);
}

/** The most that a stack may cost in USD a month. */
const CEILINGS = [
  ["dev", "ssr", "idle", 70],
  ["dev", "spa", "idle", 70],
  ["prod", "ssr", "small", 300],
  ["prod", "spa", "small", 300],
] as const;

describe("cost of the stacks", () => {
  for (const [stack, frontend, preset, ceiling] of CEILINGS) {
    it(`${stack} ${frontend} ${preset} stays under ${ceiling} USD with every resource priced or free`, async () => {
      const cost = await costOfStack(stack, frontend, preset);
      const unexplained = cost.resources.filter(
        ({ components, free }) => components.length === 0 && free === undefined,
      );
      const counted = new Set(cost.resources.filter(({ components }) => components.length > 0).map(({ type }) => type));
      expect(cost.total).to.be.below(ceiling);
      expect(counted).to.include.keys(
        "aws:lb/loadBalancer:LoadBalancer",
        "aws:ecs/service:Service",
        "aws:rds/instance:Instance",
        "aws:cloudfront/distribution:Distribution",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:appautoscaling/policy:Policy",
      );
      expect(unexplained.map(({ type }) => type)).to.deep.equal([]);
    });
  }

  it("counts floors of scaling for the days on which they are set", async () => {
    const none = await costOfStack("dev", "ssr", "idle");
    const more = async (days: string): Promise<number> => {
      const floor = (hour: number, minTasks: number) =>
        `{ schedule: "cron(0 ${hour} ${days} *)", timezone: Europe/Madrid, minTasks: ${minTasks} }`;
      const floors = `backend.scaling.floors={ busy: ${floor(8, 2)}, quiet: ${floor(20, 1)} }`;
      return (await costOfStack("dev", "ssr", "idle", floors)).total - none.total;
    };
    const daily = await more("* * ?");
    expect(daily).to.be.above(1);
    expect((await more("1 * ?")) / daily, "the 1st of each month").to.be.closeTo(12 / 365.25, 1e-6);
    expect((await more("? * 2#1")) / daily, "the first Monday").to.be.closeTo(12 / 365.25, 1e-6);
    expect((await more("? * MON-FRI")) / daily, "weekdays").to.be.closeTo(5 / 7, 1e-6);
  });

  it("adds alarms, metrics and log lines for bursts, and a dashboard that has more than its free metrics", async () => {
    const more = async (stack: string, preset: UsagePreset): Promise<Record<string, number>> => {
      const plain = await costOfStack(stack, "ssr", preset);
      const burst = await costOfStack(stack, "ssr", preset, "ssr.scaling.burst=true");
      const lines = (cost: Estimate) =>
        new Map(
          cost.resources.flatMap(({ name, components }) =>
            components.map((line) => [`${name}: ${line.name}`, line.monthlyCost]),
          ),
        );
      const before = lines(plain);
      return Object.fromEntries(
        [...lines(burst)]
          .map(([line, usd]) => [line, formulas.toCents(usd - (before.get(line) ?? 0))] as const)
          .filter(([, usd]) => usd !== 0),
      );
    };
    const alarms = {
      "frontend-step-out: Alarm (high resolution)": 0.6,
      "frontend-step-out: Custom metrics that it reads": 0.6,
      "frontend-step-in: Alarm": 0.3,
    };
    expect(await more("dev", "idle")).to.deep.equal({
      ...alarms,
      "frontend-step-out: Log lines that publish them": 0.05,
    });
    expect(await more("prod", "small")).to.deep.equal({
      ...alarms,
      "frontend-step-out: Log lines that publish them": 0.11,
      "overview: Dashboard": 3,
    });
  });

  it("doubles the database with a second zone", async () => {
    const single = await costOfStack("dev", "ssr", "idle");
    const multi = await costOfStack("dev", "ssr", "idle", "database.multiAz=true");
    expect(formulas.toCents(multi.fixed - single.fixed)).to.equal(11.68 + 2.3);
  });
});
