import { expect } from "chai";

import { type CostResource, estimate, type EstimateInput, formulas, LIST_TERMS, type Usage } from "../src";
import { groupOf } from "./support/golden-groups";
import { examples } from "./support/golden-examples";
import { type GoldenLine, goldenNames, readGolden } from "./support/golden";
import { prices, usage } from "./support/fixtures";

/** A block of a golden as a graph. */
export interface Example {
  readonly resources: readonly CostResource[];
  readonly month?: Usage;
  readonly more?: Partial<EstimateInput>;
}

const paid = (lines: readonly Pick<GoldenLine, "monthlyCost">[]): number =>
  lines.reduce((sum, { monthlyCost }) => sum + formulas.toCents(monthlyCost), 0);

function estimateOf({ resources, month = usage(), more = {} }: Example) {
  const input = {
    resources,
    region: "us-east-1",
    usage: month,
    prices,
    terms: LIST_TERMS,
    today: "2026-11-26",
    ...more,
  };
  const { resources: costs } = estimate({ ...input, freeTier: "none" });
  const told = costs.flatMap(({ noPrice, missing }) => [...(noPrice === undefined ? [] : [noPrice]), ...missing]);
  return { total: paid(costs.flatMap(({ components }) => components)), told };
}

function exampleOf(golden: string, block: string, lines: readonly GoldenLine[]): Example | undefined {
  return golden === "autoscaling_group_test" ? groupOf(block, lines) : examples(golden, block, lines);
}

describe("every example of infracost's goldens as a graph", () => {
  for (const golden of goldenNames()) {
    it(`${golden} costs the same to the cent, or is told`, () => {
      const lines = readGolden(golden);
      const blocks = [...new Set(lines.map(({ resource }) => resource))];
      const wrong = blocks.flatMap((block) => {
        const own = lines.filter(({ resource }) => resource === block);
        const example = exampleOf(golden, block, own);
        if (example === undefined) return [`${block}: no graph`];
        const { total, told } = estimateOf(example);
        const isExact = Math.abs(total - paid(own)) < 0.005;
        return isExact || told.length > 0 ? [] : [`${block}: ${total.toFixed(2)} for ${paid(own).toFixed(2)}`];
      });
      expect(wrong).to.deep.equal([]);
    });
  }

  it("most of them to the cent", () => {
    const all = goldenNames().flatMap((golden) => {
      const lines = readGolden(golden);
      return [...new Set(lines.map(({ resource }) => resource))].map((block) => {
        const own = lines.filter(({ resource }) => resource === block);
        const example = exampleOf(golden, block, own);
        return example !== undefined && Math.abs(estimateOf(example).total - paid(own)) < 0.005
          ? block
          : `told: ${block}`;
      });
    });
    const told = all.filter((block) => block.startsWith("told"));
    expect(all.length - told.length).to.be.at.least(0.85 * all.length, told.join(", "));
  });
});
