import * as path from "node:path";

import { expect } from "chai";

import { runReadme } from "../../support/readme";

describe("README of the rehearsal", () => {
  it("shows what its lines print for a program that is not ours", () => {
    const program = path.resolve(__dirname, "../../../packages/rehearsal/tests/fixtures/small");
    const { promised, printed, lines } = runReadme("rehearsal", { PROGRAM: program });
    expect(printed).to.equal(promised);
    expect(promised).to.contain("left behind 0");
    expect(lines).to.be.at.most(60);
  });
});
