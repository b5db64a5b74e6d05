import { expect } from "chai";

import { accessDenied } from "../src/denial";
import { evaluate, type Policies, type Request } from "../src/evaluate";
import type { Statement } from "../src/policy";

const request: Request = {
  action: "codecommit:ListRepositories",
  resource: "*",
  caller: {
    account: "777788889999",
    arn: "arn:aws:iam::777788889999:role/john",
    sessionArn: "arn:aws:sts::777788889999:assumed-role/john/1",
  },
};
const policy = (Effect: Statement["Effect"]) => ({ Statement: { Effect, Action: "codecommit:*", Resource: "*" } });
const nothing = { Statement: [] };
const word = (policies: Policies, one = request) => accessDenied(one, evaluate(one, policies));

// The wordings are those of AWS's page "Troubleshoot access denied error messages".
describe("IAM: how a refusal is worded", () => {
  const head =
    "AccessDenied: User: arn:aws:sts::777788889999:assumed-role/john/1 is not authorized to perform: codecommit:ListRepositories on resource: *";

  it("names the type of policy in which no statement allows the action", () => {
    const allows = [policy("Allow")];
    const because = (type: string): string =>
      `${head} because no ${type} allows the codecommit:ListRepositories action`;
    expect(word({ identity: [] })).to.equal(because("identity-based policy"));
    expect(word({ identity: allows, boundary: nothing })).to.equal(because("permissions boundary"));
    expect(word({ identity: allows, session: nothing })).to.equal(because("session policy"));
    expect(word({ identity: allows, controls: [nothing] })).to.equal(because("service control policy"));
  });

  it("names the type of policy that denies", () => {
    const allows = [policy("Allow")];
    expect(word({ identity: [...allows, policy("Deny")] })).to.equal(
      `${head} with an explicit deny in an identity-based policy`,
    );
    expect(word({ identity: allows, boundary: policy("Deny") })).to.equal(
      `${head} with an explicit deny in a permissions boundary`,
    );
  });

  it("names a caller without a session by its role", () => {
    const { sessionArn: _, ...caller } = request.caller;
    expect(word({ identity: [] }, { ...request, caller })).to.contain(
      "User: arn:aws:iam::777788889999:role/john is not",
    );
  });
});
