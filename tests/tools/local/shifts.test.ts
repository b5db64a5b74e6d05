import { expect } from "chai";

import { shiftedOf, shiftNote } from "../../../tools/local/plan/shifts";
import { deployStack } from "../../support/deploy-stack";

describe("a local run of a stack that shifts requests", () => {
  it("says that it runs one version of each service, and of which two would run", async () => {
    const set = ["ssr.deployment=blueGreen", "backend.deployment={ strategy: canary, percent: 5 }"];
    const shifted = shiftedOf((await deployStack("dev", { set })).document.resources);
    expect(shifted).to.have.deep.members([
      { name: "backend", strategy: "CANARY" },
      { name: "frontend", strategy: "BLUE_GREEN" },
    ]);
    expect(
      shiftNote([
        { name: "backend", strategy: "CANARY" },
        { name: "frontend", strategy: "BLUE_GREEN" },
      ]),
    ).to.equal(
      "Runs one version of each service: on AWS two run side by side while a deployment of backend (canary), frontend (blue/green) shifts requests (docs/gradual.md).",
    );
  });

  it("says nothing where deployments roll", async () => {
    for (const set of [[], ["backend.deployment={ strategy: rolling, twoTargetGroups: true }"]]) {
      const shifted = shiftedOf((await deployStack("dev", { set })).document.resources);
      expect([shifted, shiftNote(shifted)]).to.deep.equal([[], undefined]);
    }
  });
});
