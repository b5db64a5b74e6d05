import { expect } from "chai";

import { everything } from "../support/everything";
import { typesMade } from "../support/types-made";

describe("the stacks that hold everything", () => {
  it("have a resource of each type that the program can make", async () => {
    const deployments = await everything();
    const held = new Set(deployments.flatMap(({ resources }) => resources.map(({ type }) => type)));
    expect(typesMade().filter((type) => !held.has(type))).to.deep.equal([]);
  });
});
