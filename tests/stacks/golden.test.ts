import { readFileSync } from "node:fs";

import { expect } from "chai";

import { goldenPath, goldenText } from "../../tools/update/goldens";
import { deployCombination, forEachCombination } from "./combinations";

describe("golden URNs", () => {
  forEachCombination((combination, name) => {
    it(`of ${name} are those under review (npm run update rewrites them)`, async () => {
      const { urns } = await deployCombination(combination);
      const reviewed = readFileSync(goldenPath(combination.stack, combination.frontend), "utf8");
      expect(goldenText(urns).split("\n")).to.deep.equal(reviewed.split("\n"));
    });
  });
});
