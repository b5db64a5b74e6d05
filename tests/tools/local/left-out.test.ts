import { expect } from "chai";
import { leftOutOf } from "../../../tools/local/plan/left-out";
import { deployStack } from "../../support/deploy-stack";
import { deployGrown } from "../../support/grown";

describe("a local run", () => {
  it("names what of a stack it leaves out", async () => {
    expect(leftOutOf((await deployGrown("grown")).document.resources)).to.deep.equal(["service search"]);
  });

  it("leaves nothing out of a stack that has none of them", async () => {
    expect(leftOutOf((await deployStack("dev")).document.resources)).to.deep.equal([]);
  });
});
