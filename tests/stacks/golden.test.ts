import { readFileSync } from "node:fs";

import { expect } from "chai";

import { goldenPath, goldenText } from "../../tools/update/goldens";
import { FIXTURE_STACKS } from "../../tools/program/fixtures";
import { previewStack } from "../../tools/program/program";
import { forEachCombination } from "./combinations";

describe("golden URNs", () => {
  forEachCombination(({ stack, frontend }, name) => {
    it(`of ${name} are those under review (npm run update rewrites them)`, async () => {
      // What somebody adds is under review with the rest.
      const { graph } = await previewStack({ stack, set: [`frontend=${frontend}`], folder: FIXTURE_STACKS });
      const reviewed = readFileSync(goldenPath(stack, frontend), "utf8");
      expect(goldenText(graph.resources.map(({ urn }) => urn)).split("\n")).to.deep.equal(reviewed.split("\n"));
    });
  });
});
