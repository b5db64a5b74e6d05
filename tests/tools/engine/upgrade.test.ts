import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { openWorld, type World } from "@toolkit/rehearsal/world";
import { succeeded } from "../../../tools/lifecycles/rehearsal";
import { lost } from "../../../tools/lifecycles/stateful";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { rehearsed } from "../../../tools/program/rehearsed";
import { atRevision } from "../../../tools/revisions/checkout";

/** What somebody may have deployed: 26 November 2026, before the first release. */
const DEPLOYED = "9bd76b628a40ffcddcc8350eed8a611368a2bf9e";

const isKnown = (): boolean => {
  try {
    execFileSync("git", ["cat-file", "-e", `${DEPLOYED}^{commit}`], { cwd: rehearsed.program, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe("an upgrade of a live prod ssr to the program as it is now", function () {
  this.timeout(600_000);

  let folder: string;
  let world: World;
  /** Prod of fixtures names images by digest and the tests' own site, which that revision has too. */
  const open = (program: string): Promise<Workspace> =>
    Workspace.open({ ...rehearsed, program, stackFiles: FIXTURE_STACKS, stack: "prod", world, folder });

  before(async function () {
    if (!isKnown()) {
      console.log(`Skipped: this clone does not have the commit ${DEPLOYED.slice(0, 7)} (git fetch --unshallow).`);
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), "webapp-upgrade-"));
    world = await openWorld();
    await atRevision(DEPLOYED, rehearsed.program, async (checkout) => {
      succeeded(await (await open(checkout.folder)).up(), `up of ${DEPLOYED}`);
    });
  });

  after(async () => {
    if ((world as World | undefined) !== undefined) await world.close();
    if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it("replaces nothing that holds data, and leaves nothing to do", async () => {
    const workspace = await open(rehearsed.program);
    const upgrade = succeeded(await workspace.up(), "the upgrade");
    expect(upgrade.changes, "the upgrade changes something, or this tries nothing").not.to.deep.equal([]);
    expect(lost(upgrade)).to.deep.equal([]);
    expect(succeeded(await workspace.up(), "the up after it").changes).to.deep.equal([]);
  });
});
