import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { guard } from "../../../tools/lifecycles/guard";
import { rehearse, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { pulumiCommands, run } from "../../../tools/lifecycles/runbook";
import { difference, inSync } from "../../../tools/lifecycles/retained";

const REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const DIGEST = `sha256:${"a".repeat(64)}`;
const COPY = "arn:aws:rds:us-east-1:123456789012:snapshot:webapp-prod-own-key";
const IMAGES = { backend: "backend", ssr: "frontend", backup: "backup" };

/** docs/runbooks/migrate-encryption.md, its pulumi commands word by word. */
describe("keys of your own on a live prod", () => {
  const [, images = [], keys = [], restore = [], deploy = [], tidy = []] = pulumiCommands("migrate-encryption.md");
  let rehearsal: Rehearsal;
  const vault = () => rehearsal.world.account.all(T.backupVault).find(({ urn }) => urn.endsWith("::snapshots"));

  before(async () => {
    rehearsal = await rehearse("prod", {
      "webapp:protection.customerManagedKeys": false,
      "webapp:acceptedRisks": ["awsManagedKeys"],
    });
    succeeded(await rehearsal.workspace.up(), "the first up");
    // The bucket's policy names the distribution, so it is a little later.
    rehearsal.edge.outages.splice(0);
  });

  after(async () => {
    await rehearsal.close();
  });

  /** A command of the runbook with its blanks filled in. */
  const fill = (command: readonly string[]): string[] => {
    const filled = command.map((word) =>
      word
        .replace("<REGISTRY>", REGISTRY)
        .replace("<DIGEST>", DIGEST)
        .replace("<ARN OF webapp-prod-own-key>", COPY)
        .replace("<URN OF THE BACKUP VAULT>", vault()?.urn ?? ""),
    );
    return /^(up|refresh|state)$/.test(filled[0] ?? "") ? [...filled, "--yes"] : filled;
  };

  it("makes the keys and leaves database, repositories and vault alone", async () => {
    const { workspace, world } = rehearsal;
    expect(images).to.have.length(1);
    for (const [key, name] of Object.entries(IMAGES)) {
      const [command = []] = images;
      const one = command.map((word) =>
        word.replace("webapp:backend.", `webapp:${key}.`).replace("/backend@", `/${name}@`),
      );
      await run(workspace, fill(one));
    }
    const before = world.account.journal.length;
    for (const command of keys) {
      if (command[0] !== "stack") await run(workspace, fill(command));
    }
    expect(world.account.all(T.key).map(({ urn }) => urn.split("::").at(-1))).to.include("encryption-data");
    const touched = world.account.journal.slice(before).filter(({ action }) => action === "delete");
    expect(touched.filter(({ type }) => [T.databaseInstance, T.repository, T.backupVault].includes(type as never))).to
      .be.empty;
  });

  it("names no other loss to the guard than those of the runbook", async () => {
    const { workspace, world } = rehearsal;
    // aws ecr delete-repository --force
    for (const repository of world.account.all(T.repository)) world.account.remove(repository);
    for (const command of restore) await run(workspace, fill(command));
    for (const command of deploy) await run(workspace, fill(command));
    const [database, vault] = [`${T.databaseInstance}::database`, `${T.backupVault}::snapshots`];
    expect((await guard(rehearsal, database)).status).to.equal(1);
    const logs = ["error", "slowquery"].map((kind) => `${T.logGroup}::database-${kind}`);
    const { status, stderr } = await guard(rehearsal, database, vault, ...logs);
    expect(status, stderr).to.equal(0);
  });

  it("moves database, vault and repositories under the keys, and is then as configured", async () => {
    const { workspace, world, edge } = rehearsal;
    succeeded(await workspace.up(), "tools/ci/deploy prod with what the runbook accepts");
    for (const command of tidy) await run(workspace, fill(command));
    succeeded(await workspace.up(), "up after tidying");
    const { account } = world;
    const key = account.all(T.key).find(({ urn }) => urn.endsWith("::encryption-data"))?.outputs.arn;
    // The volume has the key of the snapshot that it is made from.
    expect(
      account
        .all(T.databaseInstance)
        .map(({ inputs }) => [inputs.snapshotIdentifier, inputs.masterUserSecretKmsKeyId, inputs.deletionProtection]),
    ).to.deep.equal([[COPY, key, true]]);
    expect(account.all(T.repository)).to.have.length(3);
    expect(await difference(account, workspace)).to.deep.equal(inSync);
    expect((await workspace.preview()).changes).to.deep.equal([]);
    expect(edge.outages).to.deep.equal([]);
  });
});
