import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { statementsOf } from "../support/access";
import { deployStack, type StackDeployment } from "../support/deploy-stack";

const REGION = "us-west-2";
const copied = (stack: string, ...set: string[]): Promise<StackDeployment> =>
  deployStack(stack, { set: [`backup.copyTo=${REGION}`, ...set], mode: "known" });

const BUCKET_SETTINGS = [
  T.bucket,
  T.bucketOwnership,
  T.bucketPublicAccess,
  T.bucketEncryption,
  T.bucketVersioning,
  T.bucketPolicy,
  T.bucketLifecycle,
  T.bucketNotification,
];

describe("copies of backups in another region", () => {
  it("are absent where the stack file names none, and nothing else is changed by them", async () => {
    for (const stack of ["dev", "prod"] as const) {
      const [without, made] = await Promise.all([deployStack(stack, { mode: "known" }), copied(stack)]);
      const added = made.urns.filter((urn) => !without.urns.includes(urn));
      expect(without.urns.filter((urn) => !made.urns.includes(urn))).to.deep.equal([]);
      expect(
        added.every((urn) => urn.includes("webapp:data:BackupCopy")),
        added.join("\n"),
      ).to.equal(true);
      for (const { name, type, inputs } of without.resources)
        expect(made.named(name, type).inputs, `${type} ${name}`).to.deep.equal(inputs);
    }
  });

  it("stand in the other region with all that belongs to them, under a key of that region", async () => {
    const made = await copied("prod");
    const key = made.named("copies-key-copies", T.key);
    expect(key.inputs).to.include({ region: REGION, enableKeyRotation: true });
    const backups = made.only(T.replicatedBackups).inputs;
    expect(backups).to.include({ region: REGION, retentionPeriod: 14 });
    expect(backups.kmsKeyId).to.match(/^arn:aws:kms:us-west-2:123456789012:key\//);
    expect(backups.sourceDbInstanceArn).to.match(/^arn:aws:rds:us-east-1:123456789012:db:/);
    for (const type of BUCKET_SETTINGS) expect(made.inputs(type, "dumps-copy").region, type).to.equal(REGION);
    expect(made.inputs(T.bucketLifecycle, "dumps-copy").rules).to.deep.equal(
      made.inputs(T.bucketLifecycle, "dumps").rules,
    );
  });

  it("copy dumps with their keys, and no deletion", async () => {
    const made = await copied("prod");
    const { rules, role } = made.only(T.bucketReplication).inputs as {
      role: string;
      rules: {
        deleteMarkerReplication: object;
        destination: { encryptionConfiguration: { replicaKmsKeyId: string } };
        sourceSelectionCriteria: object;
      }[];
    };
    expect(role).to.contain("role/webapp-prod-copies-dumps");
    expect(rules).to.have.length(1);
    expect(rules[0]?.deleteMarkerReplication).to.deep.equal({ status: "Disabled" });
    expect(rules[0]?.sourceSelectionCriteria).to.deep.equal({ sseKmsEncryptedObjects: { status: "Enabled" } });
    expect(rules[0]?.destination.encryptionConfiguration.replicaKmsKeyId).to.contain(":us-west-2:");
    const [decrypt, encrypt] = statementsOf<{ Sid: string; Condition?: unknown }>(made, "copies-dumps").slice(-2);
    expect(decrypt?.Condition).to.deep.equal({ StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } });
    expect(encrypt?.Condition).to.deep.equal({ StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } });
  });

  it("stand in a bucket that is made with Object Lock, kept for no day, since dumps may have had a lock before", async () => {
    const made = await copied("dev");
    expect(made.all(T.bucketObjectLock)).to.deep.equal([]);
    expect(made.inputs(T.bucket, "dumps-copy").objectLockEnabled).to.equal(true);
    expect(made.inputs(T.bucket, "dumps")).not.to.have.property("objectLockEnabled");
  });

  it("have no key of the dumps where these have none, and the lock that these have", async () => {
    const dev = await copied("dev", "backup.objectLockDays=7");
    const [rule] = dev.only(T.bucketReplication).inputs.rules as Record<string, unknown>[];
    expect(rule).not.to.have.property("sourceSelectionCriteria");
    expect(statementsOf(dev, "copies-dumps").map(({ Sid }) => Sid)).to.deep.equal([
      "Source",
      "ReadVersions",
      "WriteReplicas",
    ]);
    expect(dev.inputs(T.bucketObjectLock, "dumps-copy")).to.deep.include({
      region: REGION,
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 7 } },
    });
  });
});
