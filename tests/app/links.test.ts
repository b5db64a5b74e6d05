import { expect } from "chai";

import { deadLinks, isIntoApplication, PAGES } from "../support/links";

describe("links of the documentation into app/", () => {
  it("lead somewhere", () => {
    expect(PAGES.flatMap(deadLinks).filter(isIntoApplication)).to.deep.equal([]);
  });
});
