import { expect } from "chai";

import { parse, problemsOf, refusal } from "./raw";

const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
const permission = (change: object = {}) => ({
  sid: "Orders",
  actions: ["dynamodb:GetItem"],
  resources: [TABLE],
  ...change,
});
const refused = (...permissions: object[]): string[] =>
  problemsOf(() => parse({ backend: { permissions } }), "webapp:backend.permissions.");

describe("permissions of a service", () => {
  it("are statements that name actions and resources", () => {
    expect(
      refused(permission(), permission({ sid: "Mail", conditions: { StringEquals: { "ses:FromAddress": "a@b.c" } } })),
    ).to.deep.equal([]);
    expect(parse().backend.permissions).to.deep.equal([]);
  });

  it("never allow all but something, nor give another effect", () => {
    expect(refused(permission({ notActions: ["s3:*"] }), permission({ sid: "B", effect: "Deny" }))).to.deep.equal([
      '0.notActions unknown; did you mean "actions"?',
      "1.effect unknown; known keys: sid, actions, resources, conditions, reason",
    ]);
  });

  it("give a reason for each wildcard, and have none for a whole service", () => {
    expect(refused(permission({ actions: ["dynamodb:*", "s3:Get*"], resources: ["*", TABLE] }))).to.deep.equal([
      '0 = "dynamodb:*" allows the whole service: name the actions',
      '0 = "s3:Get*" needs a reason: name what it stands for, or say why that cannot be',
      '0 = "*" needs a reason: name what it stands for, or say why that cannot be',
    ]);
    expect(refused(permission({ actions: ["s3:Get*"], resources: ["*"], reason: "Because." }))).to.deep.equal([]);
    expect(refused(permission({ actions: ["*"] }))[0]).to.match(/^0\.actions\.0 = "\*" must be an action/);
    expect(refused(permission({ resources: ["arn:aws:s3:::*", "arn:aws:s3:::uploads/*"] }))).to.deep.equal([
      '0 = "arn:aws:s3:::*" needs a reason: name what it stands for, or say why that cannot be',
    ]);
  });

  it("give no way to more rights, whatever the reason", () => {
    const ways = [
      "iam:PassRole",
      "iam:GetRole",
      "lambda:UpdateFunctionCode",
      "lambda:Update*",
      "ssm:startsession",
      "ecs:Execute?ommand",
    ];
    const lines = refused(permission({ actions: ways, reason: "We want to." }));
    expect(lines.map((line) => line.split(" is refused: ")[0])).to.deep.equal(ways.map((action) => `0 = "${action}"`));
  });

  it("have a sid each", () => {
    expect(refused(permission(), permission())).to.deep.equal(['1 = "Orders" is the sid of another statement too']);
  });

  it("are linted in the section that the flag leaves unused, too", () => {
    const said = refusal(() =>
      parse({ frontend: "spa", ssr: { permissions: [permission({ actions: ["iam:PassRole"] })] } }),
    );
    expect(said).to.include("webapp:ssr.permissions.0");
  });
});
