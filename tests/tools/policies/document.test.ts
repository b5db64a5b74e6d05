import { readFileSync } from "node:fs";
import { expect } from "chai";
import { generatedPolicyPage, POLICY_PAGE } from "../../../tools/docs/policy-page";
import { defaultRun } from "./stacks";

describe("docs/policies.md", function () {
  this.timeout(60_000);

  it("is as npm run docs:policies makes it", async () => {
    const page = readFileSync(POLICY_PAGE, "utf8");
    expect(await generatedPolicyPage(page, await defaultRun())).to.equal(page);
  });
});
