import { expect } from "chai";

import { succeeded, type Rehearsal } from "../driver/rehearsal";
import { T } from "../aws/types";
import { difference, inSync } from "./retained";

/** What AWS keeps for nothing, and what blocks no second deployment under the same names. */
const MAY_STAY = ["taskDefinitionRevision", "pendingDeletion"];

/** docs/runbooks/destroy-dev.md, as written: destroy, delete CloudFront's group if there is one, destroy again. */
export function destroyDev(current: () => Rehearsal): void {
  const destroy = async (): Promise<void> => {
    const { world, workspace } = current();
    const { account } = world;
    const lingering = account.leftovers("securityGroup");
    const first = await workspace.destroy();
    if (lingering.length > 0) {
      expect(first.exitCode).to.not.equal(0);
      expect(first.failed.map(({ type }) => type)).to.deep.equal([T.vpc]);
      expect(first.diagnostics.map(({ message }) => message).join()).to.contain("CloudFront-VPCOrigins-Service-SG");
      // aws ec2 delete-security-group
      account.clear(({ kind }) => kind === "securityGroup");
      succeeded(await workspace.destroy(), "destroy after deleting the group");
    } else {
      succeeded(first, "destroy");
    }
    expect(account.all().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
    expect(account.leftovers().filter(({ kind }) => !MAY_STAY.includes(kind))).to.deep.equal([]);
  };

  it("is destroyed down to revisions and keys that wait for their deletion", destroy);

  it("deploys again under the same names, and goes again", async () => {
    const { world, workspace } = current();
    succeeded(await workspace.up(), "up after destroy");
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    await destroy();
  });
}

export function destroyProd(current: () => Rehearsal): void {
  it("refuses to be destroyed, and touches nothing", async () => {
    const { world, workspace } = current();
    const changes = world.account.journal.length;
    const refused = await workspace.deployment(["destroy", "--yes"]);
    expect(refused.exitCode).to.not.equal(0);
    expect(refused.diagnostics.map(({ message }) => message).join()).to.contain("because it is protected");
    expect(world.account.journal.slice(changes)).to.deep.equal([]);
  });
}
