import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { recipeFor } from "@toolkit/cost";
import { isOurSource } from "../../support/ours";

/** `aws.ec2.Vpc` is `aws:ec2/vpc:Vpc`. */
const tokenOf = (module: string, name: string): string =>
  `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Type tokens of the resources that the sources make, whether or not a stack is configured to have them. */
function typesMade(folders: readonly string[]): string[] {
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .filter(isOurSource),
  );
  const made = sources.flatMap((source) => [...source.matchAll(/\bnew aws\.(\w+)\.(\w+)\(/g)]);
  return [...new Set(made.map(([, module = "", name = ""]) => tokenOf(module, name)))].sort();
}

describe("recipes", () => {
  it("exist for every resource that the program can make, also in stacks that nobody has configured", () => {
    const types = typesMade(["components", "stacks"]);
    expect(types).to.include.members(["aws:ec2/natGateway:NatGateway", "aws:shield/protection:Protection"]);
    expect(types.length).to.be.greaterThan(80);
    expect(types.filter((type) => recipeFor({ type, custom: true }) === undefined)).to.deep.equal([]);
  });
});
