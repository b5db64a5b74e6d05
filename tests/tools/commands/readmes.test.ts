import { expect } from "chai";

import { runReadme } from "../../support/readme";

describe("READMEs of the packages", () => {
  for (const name of ["cost", "offline", "policies"])
    it(`show what their lines print: ${name}`, () => {
      const { promised, printed, lines } = runReadme(name);
      expect(promised).to.not.equal("");
      expect(printed).to.equal(promised);
      expect(lines).to.be.at.most(60);
    });
});
