import { expect } from "chai";

import type { Account } from "@toolkit/rehearsal/aws/account";
import { T } from "@toolkit/offline/aws-types";
import { configure, deployed, rehearse, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { everything } from "../../../tools/lifecycles/selection";
import { STATEFUL } from "../../../tools/lifecycles/stateful";
import type { Fault } from "@toolkit/rehearsal/faults/faults";
import { sample, seeded } from "../../../tools/lifecycles/sample";

const SEED = 20260101;
/** Calls of each kind that fail in a run that takes a sample. */
const SAMPLE = 4;
const KINDS = ["fail", "throttle", "timeout"] as const;

/** Which calls fail: a sample of `count`, or each of them. */
function faultsOn(on: Fault["on"], count: number): Fault[] {
  const random = seeded(SEED + on.length);
  const chosen = everything ? sample(count, count, random) : sample(count, SAMPLE, random);
  return chosen.map((nth) => {
    // A deletion that timed out has no half-made resource to keep.
    const kinds = on === "delete" ? KINDS.slice(0, 2) : KINDS;
    return { on, nth, kind: kinds[Math.floor(random() * kinds.length)] ?? "fail" };
  });
}

/**
 * Faults that strike one after the other, each list in a stack of its own. With all of them they are far apart in a list,
 * so that what the engine still does after one does not pass the next.
 */
function rounds(faults: readonly Fault[]): (readonly Fault[])[] {
  if (!everything) return [faults];
  const apart = Math.ceil(faults.length / 6);
  return Array.from({ length: apart }, (_, first) => faults.filter((_, index) => index % apart === first));
}

describe("faults while dev ssr is deployed, changed and destroyed", function () {
  this.timeout(everything ? 0 : 600_000);

  const survived: string[] = [];
  let calm: readonly string[];
  let creations = 0;
  let deletions = 0;
  let statefulIds: readonly string[];

  before(async () => {
    const rehearsal = await deployed("dev");
    calm = urnsOf(rehearsal.world.account);
    creations = rehearsal.world.account.all().filter(({ type }) => !type.startsWith("random:")).length;
    statefulIds = idsOf(rehearsal.world.account);
    succeeded(await rehearsal.workspace.destroy(), "a destroy without faults");
    deletions = rehearsal.world.faults.done.delete;
    await rehearsal.close();
  });

  after(() => {
    console.log(`      ${survived.length} faults survived (seed ${SEED}): ${survived.join(", ")}`);
  });

  /** Deploys until it works, and holds the account against the state and against a deployment without faults. */
  const deploysAgain = async ({ world, workspace }: Rehearsal): Promise<void> => {
    world.faults.set();
    succeeded(await workspace.up(), "the next up");
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    expect(urnsOf(world.account)).to.deep.equal(calm);
  };

  const strikes = (rehearsal: Rehearsal, outcome: Outcome, { on, nth, kind }: Fault): void => {
    expect(rehearsal.world.faults.pending, `${on} ${nth} never came`).to.be.empty;
    expect(outcome.exitCode, outcome.stdout).to.not.equal(0);
    survived.push(`${on} ${nth} ${kind}`);
  };

  it("survives creations that fail", async () => {
    for (const faults of rounds(faultsOn("create", creations))) {
      const rehearsal = await rehearse("dev");
      const { world, workspace } = rehearsal;
      try {
        for (const fault of faults) {
          // Each `up` goes on where the one before broke off.
          world.faults.set({ ...fault, nth: Math.max(1, fault.nth - world.faults.done.create) });
          strikes(rehearsal, await workspace.up(), fault);
          expect((await difference(world.account, workspace)).phantoms).to.deep.equal([]);
        }
        await deploysAgain(rehearsal);
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
      strikes(rehearsal, await rehearsal.workspace.up(), fault);
      const made = rehearsal.world.account.all(T.databaseInstance).map(({ serial }) => serial);
      await deploysAgain(rehearsal);
      expect(rehearsal.world.account.all(T.databaseInstance).map(({ serial }) => serial)).to.deep.equal(made);
    } finally {
      await rehearsal.close();
    }
  });

  it("survives updates that fail: nothing stateful is lost, and every change arrives", async () => {
    const rehearsal = await deployed("dev");
    const { world, workspace } = rehearsal;
    try {
      for (const [index, fault] of faultsOn("update", 60).entries()) {
        configure(workspace, { "aws:defaultTags.tags.Owner": `team-${index}` });
        world.faults.set(fault);
        strikes(rehearsal, await workspace.up(), fault);
        await deploysAgain(rehearsal);
        const owners = world.account.all(T.vpc).map(({ outputs }) => (outputs.tagsAll as { Owner: string }).Owner);
        expect(owners).to.deep.equal([`team-${index}`]);
      }
      expect(idsOf(world.account)).to.deep.equal(statefulIds);
    } finally {
      await rehearsal.close();
    }
  });

  it("survives deletions that fail, until nothing is left", async () => {
    for (const faults of rounds(faultsOn("delete", deletions))) {
      const rehearsal = await deployed("dev");
      const { world, workspace } = rehearsal;
      try {
        for (const fault of faults) {
          world.faults.set({ ...fault, nth: Math.max(1, fault.nth - world.faults.done.delete) });
          strikes(rehearsal, await workspace.destroy(), fault);
          expect((await difference(world.account, workspace)).phantoms).to.deep.equal([]);
        }
        world.faults.set();
        succeeded(await workspace.destroy(), "the next destroy");
        expect(urnsOf(world.account)).to.deep.equal([]);
      } finally {
        await rehearsal.close();
      }
    }
  });
});

/** What the account holds, by name, images without the suffix of their tag; what was made twice is there twice. */
function urnsOf(account: Account): string[] {
  return account
    .all()
    .map(({ type, urn }) => (type === T.image ? urn.replace(/-[a-z0-9]{6}$/, "") : urn))
    .sort();
}

/** The ids of what must never be lost. */
function idsOf(account: Account): string[] {
  return account
    .all()
    .filter(({ type }) => STATEFUL.includes(type))
    .map(({ type, id }) => `${type} ${id}`)
    .sort();
}
