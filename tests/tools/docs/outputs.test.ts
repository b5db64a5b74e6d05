import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { deployStack } from "../../support/deploy-stack";

describe("stack outputs", () => {
  it("stand in the README, each of them", async () => {
    const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
    const section = readme.slice(readme.indexOf("## Outputs"), readme.indexOf("## Day two"));
    const documented = [...section.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    const { outputs } = await deployStack("prod", { set: ["frontend=ssr"] });
    expect(documented).to.include.members(Object.keys(outputs));
  });
});
