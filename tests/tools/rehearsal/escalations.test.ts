import { Account } from "@toolkit/rehearsal/aws/account";
import { expect } from "chai";

import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { RoleAuthorizer } from "../../../tools/rights/role-authorizer";
import { roleNamed } from "../../../tools/rights/role-named";
import { Caller } from "./attempts/caller";
import { onIdentity } from "./attempts/identity";
import { onKeys } from "./attempts/keys";
import { onStacks } from "./attempts/stacks";
import { ACCOUNT } from "./attempts/things";

describe("rehearsed with the role of a job in CI", () => {
  for (const [what, as, refused, does] of [...onStacks, ...onIdentity, ...onKeys]) {
    it(`${refused === undefined ? "may" : "may not"} ${what} (${as})`, async () => {
      const account = new Account(ACCOUNT);
      const authorizer = new RoleAuthorizer(await roleNamed(as, FIXTURE_STACKS));
      let said = "";
      try {
        does(new Caller(account, authorizer), new Caller(account));
      } catch (error) {
        said = (error as Error).message;
      }
      expect([...authorizer.unjudged]).to.deep.equal([]);
      if (refused === undefined) expect(said).to.equal("");
      else {
        expect(said).to.contain(`AccessDenied: User: arn:aws:sts::${ACCOUNT}:assumed-role/ci-webapp-${as}/session`);
        expect(said).to.contain(`is not authorized to perform: ${refused} on resource: `);
      }
    });
  }
});
