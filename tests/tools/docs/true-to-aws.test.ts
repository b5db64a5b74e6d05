import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";

const rows = [
  ...readFileSync("docs/true-to-aws.md", "utf8").matchAll(/^\| (.+?) +\| (\S+\.test\.ts) +\| (.+?) +\|$/gm),
];

describe("docs/true-to-aws.md", () => {
  it("has the items of both sections", () => {
    expect(rows).to.have.length.above(25);
  });

  for (const [, what, file = "", title = ""] of rows) {
    // The sample application may be replaced, and its tests with it.
    it(`names a test that there is: ${what}`, function () {
      if (file.startsWith("tests/app/") && !existsSync("tests/app")) this.skip();
      if (file.startsWith("tests/tools/local/") && !existsSync("tests/app")) this.skip();
      expect(readFileSync(file, "utf8")).to.include(title);
    });
  }
});
