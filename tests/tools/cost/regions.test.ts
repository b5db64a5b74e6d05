import { expect } from "chai";

import { COMMERCIAL_REGIONS } from "@toolkit/cost";
import { usagePresets } from "../../../tools/cost/application";
import { estimateDocument } from "../../../tools/cost/document";
import { deployStack } from "../../support/deploy-stack";

const STACKS = [
  ["dev", "ssr"],
  ["dev", "spa"],
  ["prod", "ssr"],
  ["prod", "spa"],
] as const;

describe("cost of the stacks in every commercial region", () => {
  for (const [stack, frontend] of STACKS) {
    it(`prices all of ${stack} ${frontend}, and each line tells how it knows`, async () => {
      const { document } = await deployStack(stack, { set: [`frontend=${frontend}`] });
      const { resources } = document;
      const totals = COMMERCIAL_REGIONS.map((region) => {
        const config = { ...document.config, aws: { region } };
        const { total, resources: costs, unpriced } = estimateDocument({ config, resources }, usagePresets.small);
        const lines = costs.flatMap(({ components }) => components);
        const untold = lines.filter(
          ({ source, confidence, estimated }) => source === "" || (confidence === "D" && estimated === undefined),
        );
        expect(unpriced, region).to.deep.equal([]);
        expect(
          untold.map(({ name }) => name),
          region,
        ).to.deep.equal([]);
        return total;
      });
      expect(totals.length).to.be.greaterThan(30);
      const [least, most] = [Math.min(...totals), Math.max(...totals)];
      // Regions differ, by no more than AWS's own prices do.
      expect(most / least)
        .to.be.greaterThan(1.1)
        .and.lessThan(2.5);
    });
  }
});
