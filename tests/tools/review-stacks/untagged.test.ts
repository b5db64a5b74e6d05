import { T } from "@toolkit/offline/aws-types";
import { Account } from "@toolkit/rehearsal/aws/account";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import { expect } from "chai";

import { Aws } from "../../../tools/aws/aws";
import { untaggedIds } from "../../../tools/review-stacks/untagged";
import { emulatedCli } from "../../support/aws/emulated-cli";

describe("ids of what a killed deployment was making and takes no tags", () => {
  const account = new Account();
  const cli = emulatedCli(new EmulatedApi(account));
  const calls: (readonly string[])[] = [];
  const aws = new Aws((args) => {
    calls.push(args);
    return cli.run(args);
  });
  const ids = (type: string, inputs: Readonly<Record<string, unknown>>) => untaggedIds(type, inputs, aws);

  before(() => {
    const made = { urn: "urn", region: "us-east-1", serial: 1 };
    account.put(
      { ...made, type: T.eventRule, id: "redeploy-1", inputs: {}, outputs: { name: "redeploy-1" } },
      "create",
    );
    const target = { inputs: { rule: "redeploy-1", arn: "arn:aws:sns:us-east-1:1:x" }, outputs: { targetId: "one" } };
    account.put({ ...made, type: T.eventTarget, id: "redeploy-1-one", ...target }, "create");
  });

  after(() => {
    cli.close();
  });

  it("are made of its inputs, or AWS is asked for them", async () => {
    const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    expect(await ids(T.rolePolicy, { role: "web", name: "reads-1" })).to.deep.equal(["web:reads-1"]);
    expect(await ids(T.rolePolicyAttachment, { role: "web", policyArn })).to.deep.equal([`web/${policyArn}`]);
    expect(await ids(T.eventTarget, { rule: "redeploy-1" })).to.deep.equal(["redeploy-1/one"]);
    expect(await ids(T.eventTarget, { rule: "gone" })).to.deep.equal([]);
    expect(await ids(T.vpc, { name: "web" })).to.deep.equal([]);
  });

  it("are not made of what could be an option, a file or no text: the state may come from anybody", async () => {
    const before = calls.length;
    for (const rule of ["--endpoint-url=http://x", "file:///etc/passwd", "", ["a"], undefined]) {
      expect(await ids(T.eventTarget, { rule })).to.deep.equal([]);
      expect(await ids(T.rolePolicy, { role: rule, name: "reads" })).to.deep.equal([]);
      expect(await ids(T.rolePolicyAttachment, { role: "web", policyArn: rule })).to.deep.equal([]);
    }
    expect(calls.length).to.equal(before);
  });
});
