import { readFileSync } from "node:fs";

import { expect } from "chai";

import { deployStack } from "../../support/deploy-stack";

describe("stack outputs", () => {
  it("stand in the documentation, each of them", async () => {
    const page = readFileSync("docs/configuration.md", "utf8");
    const section = page.slice(page.indexOf("## Outputs"));
    const documented = [...section.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    const { outputs } = await deployStack("prod", { set: ["frontend=ssr"] });
    expect(documented).to.include.members(Object.keys(outputs));
  });
});
