import { expect } from "chai";

import { recipeFor } from "@toolkit/cost";
import { typesMade } from "../../support/types-made";

describe("recipes", () => {
  it("exist for every resource that the program can make, also in stacks that nobody has configured", () => {
    const types = typesMade();
    expect(types).to.include.members(["aws:ec2/natGateway:NatGateway", "aws:shield/protection:Protection"]);
    expect(types.length).to.be.greaterThan(80);
    expect(types.filter((type) => recipeFor({ type, custom: true }) === undefined)).to.deep.equal([]);
  });
});
