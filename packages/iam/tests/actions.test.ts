import { expect } from "chai";
import { actionFacts, actionsMatching } from "../src/actions";

describe("IAM: what AWS says of actions", () => {
  it("knows the resources of an action and whether tags tell them apart", () => {
    expect(actionFacts("kms:putkeypolicy")).to.deep.equal({
      name: "PutKeyPolicy",
      resources: [
        { name: "key", isRequired: true, arn: "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}", hasTags: true },
      ],
    });
    expect(actionFacts("ecr:GetAuthorizationToken")?.resources).to.deep.equal([]);
  });

  it("knows no action and no service that AWS does not have", () => {
    expect([actionFacts("kms:Melt"), actionFacts("nothing:Get"), actionsMatching("nothing:*")]).to.deep.equal([
      undefined,
      undefined,
      [],
    ]);
  });

  it("knows which actions a pattern covers", () => {
    expect(actionsMatching("sqs:*Queue").map(({ name }) => name)).to.include.members(["CreateQueue", "PurgeQueue"]);
    expect(actionsMatching("sqs:*Queue").map(({ name }) => name)).to.not.include("SendMessage");
  });
});
