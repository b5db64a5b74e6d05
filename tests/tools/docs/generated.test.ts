import { readFileSync } from "node:fs";

import { expect } from "chai";

import { CONFIGURATION_PAGE, generatedConfigurationPage } from "../../../tools/docs/configuration";
import { withBlock } from "../../../tools/docs/generated-block";
import { documentedKeys } from "../../../tools/docs/documented-keys";
import { profileRows } from "../../../stacks/config/profiles";

describe("generated documentation", () => {
  it("of the configuration is what the code says (npm run docs rewrites it)", () => {
    const page = readFileSync(CONFIGURATION_PAGE, "utf8");
    expect(generatedConfigurationPage(page)).to.equal(page);
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
