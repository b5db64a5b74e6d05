import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { generatedReadme } from "../../../tools/docs/configuration";
import { withBlock } from "../../../tools/docs/generated-block";
import { documentedKeys } from "../../../stacks/config/document";
import { profileRows } from "../../../stacks/config/profiles";

describe("generated documentation", () => {
  it("in the README is what the code says (npm run docs rewrites it)", async () => {
    const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
    expect(await generatedReadme(readme)).to.equal(readme);
  });

  it("has a line with a description for every key, and every default belongs to a key", () => {
    const keys = documentedKeys();
    expect(keys.filter(({ description }) => description === "").map(({ path }) => path)).to.deep.equal([]);
    expect(Object.keys(profileRows).filter((path) => !keys.some((key) => key.path === path))).to.deep.equal([]);
  });

  it("stands between its markers only", () => {
    expect(withBlock("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new")).to.equal(
      "a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb",
    );
    expect(() => withBlock("a", "x", "new")).to.throw("No <!-- x -->");
  });
});
