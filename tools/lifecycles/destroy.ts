import { expect } from "chai";

import type { Account, Resource } from "@toolkit/rehearsal/aws/account";
import { T } from "@toolkit/offline/aws-types";
import { succeeded, type Rehearsal } from "./rehearsal";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";
import { shown, text } from "@toolkit/rehearsal/aws/look";
import { difference, inSync } from "./retained";
import { pulumiCommands, run } from "./runbook";

/** What AWS keeps for nothing, and what blocks no second deployment under the same names. */
const MAY_STAY = ["taskDefinitionRevision", "pendingDeletion"];

/**
 * docs/runbooks/destroy-dev.md, as written: destroy, delete CloudFront's group if there is one, destroy again; nothing is left
 * in the account but revisions and keys that wait for their deletion.
 */
export async function destroyedByRunbook({ world, workspace }: Rehearsal): Promise<void> {
  const { account } = world;
  const lingering = account.leftovers("securityGroup");
  const first = await workspace.destroy();
  if (lingering.length > 0) {
    expect(first.exitCode).to.not.equal(0);
    expect(first.failed.map(({ type }) => type)).to.deep.equal([T.vpc]);
    expect(first.diagnostics.map(({ message }) => message).join()).to.contain("CloudFront-VPCOrigins-Service-SG");
    // aws ec2 delete-security-group
    account.clear(({ kind }) => kind === "securityGroup");
    succeeded(await workspace.destroy(), "destroy after deleting the group");
  } else {
    succeeded(first, "destroy");
  }
  expect(account.all().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
  expect(account.leftovers().filter(({ kind }) => !MAY_STAY.includes(kind))).to.deep.equal([]);
}

/** A dev stack goes, comes back under the same names, and goes again. */
export function destroyDev(current: () => Rehearsal): void {
  it("is destroyed down to revisions and keys that wait for their deletion", () => destroyedByRunbook(current()));

  it("deploys again under the same names, and goes again", async () => {
    const { world, workspace } = current();
    succeeded(await workspace.up(), "up after destroy");
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    await destroyedByRunbook(current());
  });
}

const LOCKED_UNTIL = "2027-01-31T02:00:00Z";

/**
 * docs/runbooks/destroy-prod.md, its pulumi commands word by word.
 *
 * @param risks how many entries `acceptedRisks` has, after which the runbook adds one
 */
export function destroyProd(current: () => Rehearsal, risks: number): void {
  const [, unprotect = [], destroyRest = [], destroyDumps = []] = pulumiCommands("destroy-prod.md");
  const [destroyButDumps = [], again = []] = destroyRest;

  it("refuses to be destroyed, and touches nothing", async () => {
    const { world, workspace } = current();
    const changes = world.account.journal.length;
    const refused = await workspace.deployment(["destroy", "--yes"]);
    expect(refused.exitCode).to.not.equal(0);
    expect(messages(refused)).to.contain("because it is protected");
    expect(world.account.journal.slice(changes)).to.deep.equal([]);
  });

  it("is destroyed by the runbook, except for locked dumps and their key", async () => {
    const { world, workspace } = current();
    const { account } = world;
    const dumps = lockADump(account);

    expect(unprotect).to.have.length(5);
    for (const command of unprotect) {
      await run(
        workspace,
        command.map((word) => word.replace("acceptedRisks[0]", `acceptedRisks[${risks}]`)),
      );
    }
    expect((await workspace.state()).filter(({ protect }) => protect === true)).to.deep.equal([]);

    expect(again).to.deep.equal(destroyButDumps);
    const stops = await destroyStopByStop(current(), destroyButDumps, dumps);
    expect(stops).to.include("BucketNotEmpty");

    const kept = account.all().map(({ type }) => type);
    const gone: readonly string[] = [T.databaseInstance, T.vpc, T.distribution, T.loadBalancer, T.service];
    expect(kept.filter((type) => gone.includes(type))).to.deep.equal([]);
    const keys = account.all(T.key).map(({ urn }) => urn.split("::").at(-1));
    expect(keys).to.deep.equal(account.all(T.key).length === 0 ? [] : ["encryption-dumps"]);
    expect(account.where(T.bucketObjectLock, "bucket", dumps)).to.have.length(1);
    expect(account.leftovers("snapshot")).to.have.length(1);
  });

  it("keeps the dumps until their lock ends, says until when, and then goes", async () => {
    const { world, workspace } = current();
    const { account } = world;
    const [command = []] = destroyDumps;
    const early = await workspace.exec(command);
    expect(early.exitCode).to.not.equal(0);
    expect(early.stdout).to.contain("BucketNotEmpty");
    expect(empty(account, () => true, "2027-01-30T02:00:00Z")).to.deep.equal([
      `dumps/app.sql.gz until ${LOCKED_UNTIL}`,
    ]);

    expect(empty(account, () => true, LOCKED_UNTIL)).to.deep.equal([]);
    await run(workspace, command);
    expect(account.all().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
    const left = account.leftovers().filter(({ kind }) => !MAY_STAY.includes(kind));
    expect(left.map(({ kind }) => kind)).to.deep.equal(["snapshot"]);
  });
}

/** Runs the command until nothing is left, clearing away what it names each time as a person would. */
async function destroyStopByStop(
  { world: { account }, workspace }: Rehearsal,
  command: readonly string[],
  dumps: string,
): Promise<string[]> {
  const stops: string[] = [];
  for (;;) {
    const { exitCode, stdout, stderr } = await workspace.exec(command);
    if (exitCode === 0) return stops;
    const stop = /BucketNotEmpty|CloudFront-VPCOrigins-Service-SG/.exec(stdout)?.[0];
    if (stop === undefined || stops.includes(stop)) throw new Error(`the runbook ends here:\n${stdout}${stderr}`);
    stops.push(stop);
    if (stop === "BucketNotEmpty") empty(account, (bucket) => bucket !== dumps);
    else account.clear(({ kind }) => kind === "securityGroup");
  }
}

const messages = ({ diagnostics }: Outcome): string => diagnostics.map(({ message }) => message).join("\n");

/** A dump as the nightly task writes it, in a bucket that locks. */
function lockADump(account: Account): string {
  const bucket = account.all(T.bucket).find(({ urn }) => urn.endsWith("::dumps"))?.id ?? "";
  account.put(
    {
      type: T.bucketObject,
      id: `${bucket}/dumps/app.sql.gz`,
      urn: "written by the nightly task",
      region: account.region,
      serial: account.nextSerial(),
      inputs: { bucket, key: "dumps/app.sql.gz", objectLockRetainUntilDate: LOCKED_UNTIL },
      outputs: {},
    },
    "create",
  );
  return bucket;
}

/**
 * `aws s3api delete-objects`, as the runbook has it, on that day.
 *
 * @returns what a lock still holds, and until when: what `get-object-retention` says
 */
function empty(account: Account, chosen: (bucket: string) => boolean, day = LOCKED_UNTIL): string[] {
  const objects = account.all(T.bucketObject).filter(({ inputs }) => chosen(shown(inputs.bucket)));
  const lock = ({ inputs }: Resource): string => text(inputs.objectLockRetainUntilDate) ?? "";
  for (const object of objects) if (lock(object) <= day) account.remove(object);
  return objects
    .filter((object) => lock(object) > day)
    .map((object) => `${shown(object.inputs.key)} until ${lock(object)}`);
}
