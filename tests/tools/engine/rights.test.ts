import { openWorld } from "@toolkit/rehearsal/world";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { expect } from "chai";

import { deployer } from "../../../tools/lifecycles/rehearsal";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { rehearsed } from "../../../tools/program/rehearsed";

describe("a deployment with rights of another stack", () => {
  it("makes nothing of dev with prod's role, and AWS's message says which action is lacking on what", async () => {
    const world = await openWorld({ authorizer: await deployer("prod") });
    const workspace = await Workspace.open({ ...rehearsed, stackFiles: FIXTURE_STACKS, stack: "dev", world });
    try {
      const { exitCode, diagnostics } = await workspace.up();
      const said = diagnostics.map(({ message }) => message).join("\n");
      expect(exitCode).to.not.equal(0);
      const { account } = world;
      expect(account.all().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
      const refusals = account.journal.filter(({ action }) => action === "refuse");
      expect(refusals).to.have.length.above(0);
      for (const { message = "" } of refusals) {
        expect(message).to.match(
          /^AccessDenied: User: arn:aws:sts::123456789012:assumed-role\/ci-webapp-deploy-prod\/session is not authorized to perform: \w+:\w+ on resource: (arn:aws:\S+|\*) (because no identity-based policy allows the \S+ action|with an explicit deny in an identity-based policy)$/,
        );
        expect(said).to.contain(message);
      }
    } finally {
      workspace.close();
      await world.close();
    }
  });
});
