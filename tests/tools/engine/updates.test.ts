import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { guard } from "../../../tools/lifecycles/guard";
import { configure, deployed, succeeded, type Rehearsal, upWith } from "../../../tools/lifecycles/rehearsal";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { lost } from "../../../tools/lifecycles/stateful";
import { shown } from "@toolkit/rehearsal/protocol/values";
import { changes, rename, restore, type Change } from "../../../tools/lifecycles/changes";
import { described } from "./operations";

const golden = path.join(__dirname, "golden", "dev-ssr.txt");

describe("changes of a live dev ssr", () => {
  let rehearsal: Rehearsal;
  const operations: string[] = [];

  before(async () => {
    rehearsal = await deployed("dev");
  });

  after(async () => {
    await rehearsal.close();
  });

  const apply = async ({ change, settings = {}, append }: Change): Promise<Outcome> => {
    const { workspace } = rehearsal;
    if (append !== undefined) workspace.edit(append.file, (text) => `${text}\n${append.line}\n`);
    const outcome = await upWith(rehearsal, change, settings);
    operations.push(`## ${change}`, ...described(outcome), "");
    expect(await difference(rehearsal.world.account, workspace)).to.deep.equal(inSync);
    return outcome;
  };

  for (const change of changes) {
    const { replaces, outage } = change;
    it(`${change.change}: replaces ${replaces.length === 0 ? "nothing" : replaces.join(", ")}`, async () => {
      const outcome = await apply(change);
      expect(replacedIn(outcome)).to.have.members(replaces);
      expect(lost(outcome)).to.deep.equal([]);
      const missing = new Set(rehearsal.edge.outages.splice(0).flatMap((each) => each.missing));
      expect([...missing]).to.deep.equal(outage === undefined ? [] : [outage]);
    });
  }

  it(`${rename.change}: each is there before anything leaves the old one`, async () => {
    const outcome = await apply(rename);
    expect(replacedIn(outcome)).to.have.members(rename.replaces);
    expect(lost(outcome).filter((resource) => !resource.startsWith("aws:route53/"))).to.deep.equal([]);
    expect(rehearsal.edge.outages).to.deep.equal([]);
    const order = calls(rehearsal);
    for (const [certificate, user] of [
      ["edge-certificate", `${T.distribution} edge`],
      ["public-certificate", `${T.listener} public-443`],
      ["internal-name", `${T.listener} private-443`],
    ]) {
      const moved = order.lastIndexOf(`update ${user ?? ""}`);
      expect(moved).to.be.greaterThan(order.lastIndexOf(`create ${T.certificate} ${certificate ?? ""}`));
      expect(moved).to.be.lessThan(order.lastIndexOf(`delete ${T.certificate} ${certificate ?? ""}`));
    }
  });

  it("the first digest of an image that changed twice is still there for a rollback", () => {
    const { account } = rehearsal.world;
    const repository = account.all(T.repository).find(({ urn }) => urn.endsWith("::registry-backend"));
    const kept = account
      .all(T.image)
      .filter(({ outputs }) => shown(outputs.ref).startsWith(`${shown(repository?.outputs.repositoryUrl)}:`));
    expect(kept).to.have.length(3);
    expect(new Set(kept.map(({ outputs }) => outputs.digest)).size).to.equal(3);
  });

  it("customer-managed keys are refused by the guard, which names what would be lost", async () => {
    const { workspace } = rehearsal;
    configure(workspace, { "webapp:protection.customerManagedKeys": true });
    const refused = await guard(rehearsal);
    expect(refused.status, refused.stdout + refused.stderr).to.equal(1);
    expect(refused.stderr).to.match(
      /database \(aws:rds\/instance:Instance\) would be replaced by a change of .*kmsKeyId/,
    );
    expect(refused.stderr).to.match(/registry-backend .* would be replaced by a change of encryptionConfigurations/);
    configure(workspace, { "webapp:protection.customerManagedKeys": undefined });
  });

  it("a restore replaces the database and what carries its name, and services move to the new one", async () => {
    const { account } = rehearsal.world;
    const [before] = account.all(T.databaseInstance);
    const outcome = await apply(restore);
    expect(lost(outcome).every((resource) => resource.startsWith(T.databaseInstance))).to.equal(true);
    const [after] = account.all(T.databaseInstance);
    expect(account.all(T.databaseInstance)).to.have.length(1);
    expect(after?.id).to.not.equal(before?.id);
    const order = calls(rehearsal);
    const moved = order.lastIndexOf(`update ${T.service} backend`);
    expect(moved).to.be.greaterThan(order.lastIndexOf(`create ${T.databaseInstance} database`));
    expect(moved).to.be.lessThan(order.lastIndexOf(`delete ${T.databaseInstance} database`));
    expect(JSON.stringify(account.all(T.taskDefinition).map(({ inputs }) => inputs))).to.contain(
      after?.outputs.address,
    );
    expect(rehearsal.edge.outages).to.deep.equal([]);
  });

  it("do exactly what is under review (UPDATE_GOLDEN=1 rewrites it)", () => {
    const text = `${operations.join("\n").trimEnd()}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text);
    expect(text).to.equal(readFileSync(golden, "utf8"));
  });
});

describe("another default tag on a live dev spa", () => {
  it("leaves the VPC origin alone, which cannot be changed while it is in use", async () => {
    const rehearsal = await deployed("dev", { "webapp:frontend": "spa" });
    try {
      const { workspace } = rehearsal;
      configure(workspace, { "aws:defaultTags.tags.Owner": "another team" });
      const outcome = succeeded(await workspace.up(), "up with another default tag");
      expect(outcome.having("update")).to.include(`${T.vpc}::network`);
      expect(outcome.changes.filter(({ type }) => type === T.vpcOrigin)).to.deep.equal([]);
    } finally {
      await rehearsal.close();
    }
  });
});

/** Every call so far as `create type name`, in order. */
const calls = ({ world }: Rehearsal): string[] =>
  world.account.journal.map(({ action, type, urn }) => `${action} ${type} ${urn.split("::").at(-1) ?? ""}`);

const replacedIn = (outcome: Outcome): string[] => outcome.having("replace");
