import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { deployed, succeeded, type Rehearsal, upWith } from "../../../tools/lifecycles/rehearsal";
import type { Combination } from "../../../tools/lifecycles/combinations";
import { combinationsToRun, everything } from "../../../tools/lifecycles/selection";
import { destroyDev, destroyProd } from "../../../tools/lifecycles/destroy";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { lost, lostBackend } from "../../../tools/lifecycles/stateful";
import { grownSettings } from "../../support/grown-settings";
import { eachStepNeedsTheOneBefore } from "./ordered";

/** The default stack has none of these; dev's changes, faults and deletions are those of grown.test.ts. */
const grownProd: Combination = {
  stack: "prod",
  frontend: "ssr",
  options: "with services, workers, jobs, a cache and buckets",
  // The emulated dumps stay locked while the stack is destroyed.
  settings: { ...grownSettings("grown-prod"), "webapp:backup.objectLockDays": 30 },
  risks: [],
};

for (const { stack, frontend, options, settings, risks } of [
  ...combinationsToRun(),
  ...(everything ? [grownProd] : []),
]) {
  describe(`lifecycle of ${stack} ${frontend}, ${options}`, function () {
    this.timeout(600_000);

    let rehearsal: Rehearsal;

    before(async () => {
      rehearsal = await deployed(stack, settings);
    });

    after(async () => {
      await rehearsal.close();
    });

    eachStepNeedsTheOneBefore();

    const isInSync = async (): Promise<void> => {
      expect(await difference(rehearsal.world.account, rehearsal.workspace)).to.deep.equal(inSync);
    };

    it("deploys from nothing", isInSync);

    it("needs no more than the rights of its job in CI, all of which are known", () => {
      const { role, unjudged } = rehearsal.caller;
      expect([role.name, ...unjudged]).to.deep.equal([`deploy-${stack}`]);
      const roles = rehearsal.world.account.all(T.role).map(({ inputs }) => inputs.permissionsBoundary);
      expect([...new Set(roles)]).to.deep.equal([role.stackBoundaryArn]);
    });

    it("changes nothing in a second up, nor in a refresh", async () => {
      const { workspace } = rehearsal;
      expect(succeeded(await workspace.up(), "the second up").changes).to.deep.equal([]);
      expect(succeeded(await workspace.refresh(), "refresh").changes).to.deep.equal([]);
    });

    it("flips and flips back: nothing stateful is lost, and every edge location has its origins throughout", async () => {
      const { workspace, edge } = rehearsal;
      for (const variant of [frontend === "ssr" ? "spa" : "ssr", frontend]) {
        const flip = await upWith(rehearsal, `the flip to ${variant}`, { "webapp:frontend": variant });
        expect(flip.having("update")).to.include("aws:cloudfront/distribution:Distribution::edge");
        expect([...lost(flip), ...lostBackend(flip)]).to.deep.equal([]);
        expect(edge.outages).to.deep.equal([]);
        await isInSync();
      }
      expect(succeeded(await workspace.up(), "up after the flips").changes).to.deep.equal([]);
    });

    if (stack === "dev") destroyDev(() => rehearsal);
    else destroyProd(() => rehearsal, risks.length);
  });
}
