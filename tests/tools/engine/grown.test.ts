import { destroyedByRunbook } from "../../../tools/lifecycles/destroy";
import { deployed, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { everything } from "../../../tools/lifecycles/selection";
import { grownSettings } from "../../support/grown-settings";
import { createDespite, creationsOf, deploysAgain, faultsOn, rounds, Survived, urnsOf } from "./fault-rounds";
import { eachStepNeedsTheOneBefore } from "./ordered";

describe("a live stack with services, workers, jobs, a cache and buckets", function () {
  this.timeout(everything ? 0 : 600_000);

  let rehearsal: Rehearsal;
  const survived = new Survived();
  let calm: readonly string[];
  let creations = 0;

  before(async () => {
    rehearsal = await deployed("dev", grownSettings());
    calm = urnsOf(rehearsal.world.account);
    creations = creationsOf(rehearsal.world.account);
  });

  after(async () => {
    survived.report();
    await rehearsal.close();
  });

  eachStepNeedsTheOneBefore();

  it("is destroyed down to revisions and keys that wait for their deletion", () => destroyedByRunbook(rehearsal));

  it("deploys again under the same names whichever creation fails, and goes again", async () => {
    for (const faults of rounds(faultsOn("create", creations))) {
      await createDespite(faults, rehearsal, survived);
      await deploysAgain(rehearsal, calm);
      await destroyedByRunbook(rehearsal);
    }
  });
});
