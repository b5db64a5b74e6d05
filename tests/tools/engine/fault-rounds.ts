import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import type { Account } from "@toolkit/rehearsal/aws/account";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";
import type { Fault } from "@toolkit/rehearsal/faults/faults";
import { configure, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { sample, seeded } from "../../../tools/lifecycles/sample";
import { everything } from "../../../tools/lifecycles/selection";

const SEED = 20260101;
/** Calls of each kind that fail in a run that takes a sample. */
const SAMPLE = 4;
const KINDS = ["fail", "throttle", "timeout"] as const;

/**
 * Which calls fail: a sample of `count`, each in one way, or each of them in every way.
 *
 * @param size of a sample.
 */
export function faultsOn(on: Fault["on"], count: number, size = SAMPLE): Fault[] {
  const random = seeded(SEED + on.length);
  // A deletion that timed out has no half-made resource to keep.
  const kinds = on === "delete" ? KINDS.slice(0, 2) : KINDS;
  if (everything) {
    return Array.from({ length: count }, (_, index) => index + 1).flatMap((nth) =>
      kinds.map((kind) => ({ on, nth, kind })),
    );
  }
  return sample(count, size, random).map((nth) => ({
    on,
    nth,
    kind: kinds[Math.floor(random() * kinds.length)] ?? "fail",
  }));
}

/**
 * Faults that strike one after the other, each list in a stack of its own. With all of them they are far apart in a list,
 * so that what the engine still does after one does not pass the next.
 */
export function rounds(faults: readonly Fault[]): (readonly Fault[])[] {
  if (!everything) return [faults];
  const apart = Math.ceil(faults.length / 6);
  return Array.from({ length: apart }, (_, first) => faults.filter((_, index) => index % apart === first));
}

/** Faults that struck and were survived. */
export class Survived {
  readonly #faults: string[] = [];

  /** What a command met: it must have failed of the fault that was set. */
  struck({ world }: Rehearsal, outcome: Outcome, { on, nth, kind }: Fault): void {
    expect(world.faults.pending, `${on} ${nth} never came`).to.be.empty;
    expect(outcome.exitCode, outcome.stdout).to.not.equal(0);
    this.#faults.push(`${on} ${nth} ${kind}`);
  }

  report(): void {
    console.log(`      ${this.#faults.length} faults survived (seed ${SEED}): ${this.#faults.join(", ")}`);
  }
}

/** Runs a command again and again: each breaks off at a fault, and the state never holds what the account does not. */
async function breakOff(
  faults: readonly Fault[],
  { rehearsal, survived, command }: { rehearsal: Rehearsal; survived: Survived; command: () => Promise<Outcome> },
): Promise<void> {
  const { world, workspace } = rehearsal;
  const before = { ...world.faults.done };
  for (const fault of faults) {
    const done = world.faults.done[fault.on] - before[fault.on];
    world.faults.set({ ...fault, nth: Math.max(1, fault.nth - done) });
    survived.struck(rehearsal, await command(), fault);
    expect((await difference(world.account, workspace)).phantoms).to.deep.equal([]);
  }
}

/** Deploys a stack where nothing of it is: each `up` breaks off at a fault, and the next goes on from there. */
export const createDespite = (faults: readonly Fault[], rehearsal: Rehearsal, survived: Survived): Promise<void> =>
  breakOff(faults, { rehearsal, survived, command: () => rehearsal.workspace.up() });

/**
 * Deploys other tags again and again: each `up` breaks off at a fault, and the next brings the change everywhere.
 *
 * @param calm what the account holds.
 */
export async function updateDespite(
  faults: readonly Fault[],
  rehearsal: Rehearsal,
  calm: readonly string[],
  survived: Survived,
): Promise<void> {
  const { world, workspace } = rehearsal;
  for (const [index, fault] of faults.entries()) {
    configure(workspace, { "aws:defaultTags.tags.Owner": `team-${index}` });
    world.faults.set(fault);
    survived.struck(rehearsal, await workspace.up(), fault);
    await deploysAgain(rehearsal, calm);
    const owners = world.account.all(T.vpc).map(({ outputs }) => (outputs.tagsAll as { Owner: string }).Owner);
    expect(owners).to.deep.equal([`team-${index}`]);
  }
}

/** Destroys a stack: each `destroy` breaks off at a fault, and the next goes on from there. */
export async function destroyDespite(
  faults: readonly Fault[],
  rehearsal: Rehearsal,
  survived: Survived,
): Promise<void> {
  await breakOff(faults, { rehearsal, survived, command: () => rehearsal.workspace.destroy() });
  rehearsal.world.faults.set();
}

/** Deploys until it works, and holds the account against the state and against a deployment without faults. */
export async function deploysAgain({ world, workspace }: Rehearsal, calm: readonly string[]): Promise<void> {
  world.faults.set();
  succeeded(await workspace.up(), "the next up");
  expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  expect(urnsOf(world.account)).to.deep.equal(calm);
}

/** Calls that create what is in the account; nothing of the provider for random values fails. */
export const creationsOf = (account: Account): number =>
  account.all().filter(({ type }) => !type.startsWith("random:")).length;

/** What the account holds, by name, images without the suffix of their tag; what was made twice is there twice. */
export const urnsOf = (account: Account): string[] =>
  account
    .all()
    .map(({ type, urn }) => (type === T.image ? urn.replace(/-[a-z0-9]{6}$/, "") : urn))
    .sort();
