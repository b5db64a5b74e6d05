import { expect } from "chai";
import { type StatementArgs, statement } from "../../components/security/iam";
import { roleNamePrefix } from "../../components/security/iam/service-role";

const read =
  (change: Partial<StatementArgs> = {}) =>
  () =>
    statement({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"], ...change });

describe("IAM statement", () => {
  it("writes single values as IAM stores them", () => {
    expect(read()()).to.deep.equal({
      Sid: "Read",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/*",
    });
    expect(read({ actions: ["s3:GetObject", "s3:ListBucket"], effect: "Deny" })()).to.deep.include({
      Effect: "Deny",
      Action: ["s3:GetObject", "s3:ListBucket"],
    });
  });

  it("keeps conditions and leaves the reason out of the document", () => {
    const conditions = { StringEquals: { "aws:SourceAccount": "123456789012" } };
    expect(read({ resources: ["*"], reason: "No resource level.", conditions })()).to.deep.equal({
      Sid: "Read",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "*",
      Condition: conditions,
    });
  });

  const refused: readonly [string, Partial<StatementArgs>, string][] = [
    ["everything", { actions: ["*"] }, 'action "*" is not <service>:<action>'],
    ["a whole service", { actions: ["s3:*"] }, 'action "s3:*" allows the whole service: name the actions'],
    ["every service", { actions: ["*:Get"] }, 'action "*:Get" is not <service>:<action>'],
    ["all resources without a reason", { resources: ["*"] }, 'resource "*" needs a reason'],
    ["all resources with an empty reason", { resources: ["*"], reason: "" }, 'resource "*" needs a reason'],
    ["no action", { actions: [] }, "it names no action"],
    ["no resource", { resources: [] }, "it names no resource"],
    ["a sid with spaces", { sid: "Read it" }, "its sid may hold letters and digits only"],
  ];
  for (const [what, change, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(read(change)).to.throw(message);
    });
  }

  it("lets a Deny and a resource policy cover a whole service", () => {
    expect(read({ effect: "Deny", actions: ["*"] })().Action).to.equal("*");
    expect(read({ principal: "*", actions: ["logs:*"], resources: ["*"] })().Action).to.equal("logs:*");
  });
});

describe("roleNamePrefix", () => {
  it("fits IAM's 38 characters and ends in one hyphen", () => {
    expect(roleNamePrefix("webapp-dev", "backend-task")).to.equal("webapp-dev-backend-task-");
    expect(roleNamePrefix("webapp-development-of-us", "backend-execution")).to.equal(
      "webapp-development-of-us-backend-exec-",
    );
    expect(roleNamePrefix("webapp-development-of-the-big", "backend-x")).to.equal(
      "webapp-development-of-the-big-backend-",
    );
  });
});
