import { expect } from "chai";

import { withBlock } from "../../../tools/docs/generated-block";
import { documentedKeys } from "../../../tools/docs/documented-keys";
import { profileRows } from "../../../stacks/config/profiles";

describe("generated documentation", () => {
  it("has a line with a description for every key, and every default belongs to a key", () => {
    const keys = documentedKeys();
    expect(keys.filter(({ description }) => description === "").map(({ path }) => path)).to.deep.equal([]);
    expect(Object.keys(profileRows).filter((path) => !keys.some((key) => key.path === path))).to.deep.equal([]);
  });

  it("stands between its markers only", () => {
    expect(withBlock("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new")).to.equal(
      "a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb",
    );
    expect(() => withBlock("a <!-- /x -->", "x", "new")).to.throw("No <!-- x -->");
    expect(() => withBlock("<!-- x -->\na", "x", "new")).to.throw("No <!-- x -->");
  });

  it("leaves a page alone that has become its owner's", () => {
    expect(withBlock("# Our shop\n", "x", "new")).to.equal("# Our shop\n");
  });
});
