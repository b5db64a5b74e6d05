import { expect } from "chai";

import type { Account } from "../aws/account";
import { T } from "../aws/types";
import { configure, deployed, rehearse, succeeded, type Rehearsal } from "../driver/rehearsal";
import "../driver/end";
import type { Outcome } from "../driver/workspace";
import { difference, inSync } from "../lifecycles/retained";
import { everything } from "../lifecycles/selection";
import { STATEFUL } from "../lifecycles/stateful";
import type { Fault } from "./faults";
import { sample, seeded } from "./sample";

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

/** Faults that strike one after the other in one stack; with all of them, each has a stack of its own. */
const rounds = (faults: readonly Fault[]): (readonly Fault[])[] =>
  everything ? faults.map((fault) => [fault]) : [faults];

describe("faults while dev ssr is deployed, changed and destroyed", function () {
  this.timeout(everything ? 0 : 600_000);

  const survived: string[] = [];
  let calm: readonly string[];
  let statefulIds: readonly string[];

  before(async () => {
    const rehearsal = await deployed("dev");
    calm = urnsOf(rehearsal.world.account);
    statefulIds = idsOf(rehearsal.world.account);
    await rehearsal.close();
  });

  after(() => {
    console.log(`      faults survived (seed ${SEED}): ${survived.join(", ")}`);
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
    for (const faults of rounds(faultsOn("create", calm.length))) {
      const rehearsal = await rehearse("dev");
      const { world, workspace } = rehearsal;
      try {
        let made = 0;
        for (const fault of faults) {
          // Each `up` goes on where the one before broke off, so what is left to be made is counted.
          world.faults.set({ ...fault, nth: Math.max(1, fault.nth - made) });
          const outcome = await workspace.up();
          if (world.faults.pending.length > 0) break;
          strikes(rehearsal, outcome, fault);
          expect((await difference(world.account, workspace)).phantoms).to.deep.equal([]);
          made = world.account.all().length;
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
      const fault: Fault = { on: "create", nth: 1, kind: "timeout", type: T.database };
      rehearsal.world.faults.set(fault);
      strikes(rehearsal, await rehearsal.workspace.up(), fault);
      const made = rehearsal.world.account.all(T.database).map(({ serial }) => serial);
      await deploysAgain(rehearsal);
      expect(rehearsal.world.account.all(T.database).map(({ serial }) => serial)).to.deep.equal(made);
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
    for (const faults of rounds(faultsOn("delete", Math.floor(calm.length / (everything ? 1 : SAMPLE + 1))))) {
      const rehearsal = await deployed("dev");
      const { world, workspace } = rehearsal;
      try {
        for (const fault of faults) {
          world.faults.set(fault);
          const outcome = await workspace.destroy();
          if (world.faults.pending.length > 0) break;
          strikes(rehearsal, outcome, fault);
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
