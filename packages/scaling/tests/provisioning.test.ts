import { expect } from "chai";

import { startSeconds } from "../src/provisioning";

describe("the start of a task", () => {
  it("takes what was measured: 23 s with a small image, 57 s with one of 413 MB", () => {
    expect(startSeconds(0)).to.equal(23);
    expect(startSeconds(413)).to.equal(57);
  });

  it("takes longer with each further megabyte, and as much for each: 82 s a GB", () => {
    const sizes = Array.from({ length: 300 }, (_, index) => index * 10);
    for (const size of sizes) {
      expect(startSeconds(size + 1)).to.be.greaterThan(startSeconds(size));
      expect(startSeconds(size + 1000) - startSeconds(size)).to.be.closeTo(82.3, 0.1);
    }
  });
});
