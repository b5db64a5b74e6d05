import { expect } from "chai";

import type { Account } from "@toolkit/rehearsal/aws/account";
import { T } from "@toolkit/offline/aws-types";
import { deployed, rehearse, succeeded } from "../../../tools/lifecycles/rehearsal";
import { everything } from "../../../tools/lifecycles/selection";
import { STATEFUL } from "../../../tools/lifecycles/stateful";
import type { Fault } from "@toolkit/rehearsal/faults/faults";
import {
  createDespite,
  creationsOf,
  deploysAgain,
  destroyDespite,
  faultsOn,
  rounds,
  Survived,
  updateDespite,
  urnsOf,
} from "./fault-rounds";

describe("faults while dev ssr is deployed, changed and destroyed", function () {
  this.timeout(everything ? 0 : 600_000);

  const survived = new Survived();
  let calm: readonly string[];
  let creations = 0;
  let deletions = 0;
  let statefulIds: readonly string[];

  before(async () => {
    const rehearsal = await deployed("dev");
    calm = urnsOf(rehearsal.world.account);
    creations = creationsOf(rehearsal.world.account);
    statefulIds = idsOf(rehearsal.world.account);
    succeeded(await rehearsal.workspace.destroy(), "a destroy without faults");
    deletions = rehearsal.world.faults.done.delete;
    await rehearsal.close();
  });

  after(() => {
    survived.report();
  });

  it("survives creations that fail", async () => {
    for (const faults of rounds(faultsOn("create", creations))) {
      const rehearsal = await rehearse("dev");
      try {
        await createDespite(faults, rehearsal, survived);
        await deploysAgain(rehearsal, calm);
      } finally {
        await rehearsal.close();
      }
    }
  });

  it("keeps the one database although waiting for it timed out", async () => {
    const rehearsal = await rehearse("dev");
    try {
      const fault: Fault = { on: "create", nth: 1, kind: "timeout", type: T.databaseInstance };
      rehearsal.world.faults.set(fault);
      survived.struck(rehearsal, await rehearsal.workspace.up(), fault);
      const made = rehearsal.world.account.all(T.databaseInstance).map(({ serial }) => serial);
      await deploysAgain(rehearsal, calm);
      expect(rehearsal.world.account.all(T.databaseInstance).map(({ serial }) => serial)).to.deep.equal(made);
    } finally {
      await rehearsal.close();
    }
  });

  it("survives updates that fail: nothing stateful is lost, and every change arrives", async () => {
    const rehearsal = await deployed("dev");
    try {
      await updateDespite(faultsOn("update", 60), rehearsal, calm, survived);
      expect(idsOf(rehearsal.world.account)).to.deep.equal(statefulIds);
    } finally {
      await rehearsal.close();
    }
  });

  it("survives deletions that fail, until nothing is left", async () => {
    for (const faults of rounds(faultsOn("delete", deletions))) {
      const rehearsal = await deployed("dev");
      const { world, workspace } = rehearsal;
      try {
        await destroyDespite(faults, rehearsal, survived);
        succeeded(await workspace.destroy(), "the next destroy");
        expect(urnsOf(world.account)).to.deep.equal([]);
      } finally {
        await rehearsal.close();
      }
    }
  });
});

/** The ids of what must never be lost. */
function idsOf(account: Account): string[] {
  return account
    .all()
    .filter(({ type }) => STATEFUL.includes(type))
    .map(({ type, id }) => `${type} ${id}`)
    .sort();
}
