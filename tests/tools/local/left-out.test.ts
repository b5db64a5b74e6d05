import { expect } from "chai";
import { leftOutOf } from "../../../tools/local/plan/left-out";
import { servicesOf } from "../../../tools/local/plan/services";
import { View } from "../../../tools/local/plan/view";
import { deployStack, type StackDeployment } from "../../support/deploy-stack";
import { deployGrown } from "../../support/grown";

const leftOut = ({ document }: StackDeployment): string[] => leftOutOf(servicesOf(new View(document.resources)));

describe("a local run", () => {
  it("names what of a stack it leaves out, and why", async () => {
    expect(leftOut(await deployGrown("grown"))).to.deep.equal([
      "service search (no Go program in tests/fixtures/app/backend)",
    ]);
    expect(leftOut(await deployGrown("grown-prod"))).to.deep.equal(["service search (its image is pushed)"]);
  });

  it("leaves nothing out of a stack that has none of them", async () => {
    expect(leftOut(await deployStack("dev"))).to.deep.equal([]);
  });
});
