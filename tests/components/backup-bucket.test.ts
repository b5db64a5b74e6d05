import { expect } from "chai";
import fc from "fast-check";

import { BackupBucket, type BackupBucketArgs, dumpLifecycle } from "../../components/data";
import { deploy, type Deployment } from "@toolkit/offline/testing";
import { KEY, typesAndNames } from "./compute-support";
import { account, statements } from "./infrastructure-support";

const s3 = (kind: string): string => `aws:s3/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
const BUCKET = s3("Bucket");

const bucket = (change: Partial<BackupBucketArgs> = {}) =>
  new BackupBucket("dumps", {
    account,
    storageClass: "none",
    glacierAfterDays: 30,
    expireAfterDays: 14,
    objectLockDays: 0,
    ...change,
  });

const settings = (deployment: Deployment, kind: string): Readonly<Record<string, unknown>> => {
  const { bucket: name, ...rest } = deployment.only(s3(kind)).inputs;
  expect(name).to.equal(deployment.only(BUCKET).id);
  return rest;
};

describe("BackupBucket", () => {
  it("makes a private, versioned, encrypted bucket and nothing else", async () => {
    const deployment = await deploy(() => bucket());
    expect(typesAndNames(deployment)).to.deep.equal(
      [
        "Bucket",
        "BucketLifecycleConfiguration",
        "BucketNotification",
        "BucketOwnershipControls",
        "BucketPolicy",
        "BucketPublicAccessBlock",
        "BucketServerSideEncryptionConfiguration",
        "BucketVersioning",
      ].map((kind) => `${s3(kind)}::dumps`),
    );
    expect(deployment.only(BUCKET).inputs).to.deep.equal({ bucketPrefix: "webapp-dev-dumps-", forceDestroy: false });
    expect(deployment.only(BUCKET).protect).to.equal(true);
    expect(settings(deployment, "BucketOwnershipControls")).to.deep.equal({
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    expect(settings(deployment, "BucketPublicAccessBlock")).to.deep.equal({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(settings(deployment, "BucketVersioning")).to.deep.equal({ versioningConfiguration: { status: "Enabled" } });
    expect(settings(deployment, "BucketServerSideEncryptionConfiguration").rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
    ]);
    expect(settings(deployment, "BucketNotification")).to.deep.equal({ eventbridge: true });
  });

  it("admits nobody without TLS 1.2", async () => {
    const deployment = await deploy(() => bucket());
    const arn = `arn:aws:s3:::${deployment.only(BUCKET).id}`;
    const common = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
    expect(statements(settings(deployment, "BucketPolicy").policy)).to.deep.equal([
      { Sid: "DenyInsecureTransport", ...common, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "DenyOldTls", ...common, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]);
  });

  it("sends conflicting requests one after the other", async () => {
    const deployment = await deploy(() => bucket({ objectLockDays: 7 }));
    const waits = (from: string, to: string) =>
      deployment.only(s3(from)).dependsOn.includes(deployment.only(s3(to)).urn);
    expect(waits("BucketPolicy", "BucketPublicAccessBlock")).to.equal(true);
    expect(waits("BucketPublicAccessBlock", "BucketOwnershipControls")).to.equal(true);
    expect(waits("BucketLifecycleConfiguration", "BucketVersioning")).to.equal(true);
    expect(waits("BucketObjectLockConfiguration", "BucketVersioning")).to.equal(true);
  });

  it("encrypts with a key, with one call to KMS for many objects", async () => {
    const deployment = await deploy(() => bucket({ keyArn: KEY }));
    expect(settings(deployment, "BucketServerSideEncryptionConfiguration").rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("locks objects without the bucket's own flag, which would replace it", async () => {
    const deployment = await deploy(() => bucket({ objectLockDays: 7 }));
    expect(settings(deployment, "BucketObjectLockConfiguration")).to.deep.equal({
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 7 } },
    });
    expect(deployment.only(BUCKET).inputs).not.to.have.property("objectLockEnabled");
  });

  it("goes with its dumps where it may", async () => {
    const deployment = await deploy(() => bucket({ forceDestroy: true, protect: false }));
    expect(deployment.only(BUCKET).inputs.forceDestroy).to.equal(true);
    expect(deployment.only(BUCKET).protect).to.equal(false);
  });
});

describe("lifecycle of dumps", () => {
  const leftovers = {
    id: "leftovers",
    status: "Enabled",
    filter: {},
    expiration: { expiredObjectDeleteMarker: true },
    noncurrentVersionExpiration: { noncurrentDays: 7 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
  };

  it("only expires dumps without a cold class", () => {
    expect(dumpLifecycle({ storageClass: "none", glacierAfterDays: 30, expireAfterDays: 14 })).to.deep.equal([
      {
        id: "dumps",
        status: "Enabled",
        filter: { prefix: "dumps/" },
        transitions: undefined,
        expiration: { days: 14 },
      },
      leftovers,
    ]);
  });

  for (const [storageClass, name] of [
    ["glacierIr", "GLACIER_IR"],
    ["glacier", "GLACIER"],
    ["deepArchive", "DEEP_ARCHIVE"],
  ] as const) {
    it(`moves dumps to ${name}, then expires them`, () => {
      expect(dumpLifecycle({ storageClass, glacierAfterDays: 30, expireAfterDays: 365 })).to.deep.equal([
        {
          id: "dumps",
          status: "Enabled",
          filter: { prefix: "dumps/" },
          transitions: [{ days: 30, storageClass: name }],
          expiration: { days: 365 },
        },
        leftovers,
      ]);
    });
  }

  it("never puts a prefix on the rule itself, which S3 deprecates, nor forgets broken uploads", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("none" as const, "glacierIr" as const, "glacier" as const, "deepArchive" as const),
        fc.nat(3650),
        fc.nat(3650),
        (storageClass, glacierAfterDays, expireAfterDays) => {
          const rules = dumpLifecycle({ storageClass, glacierAfterDays, expireAfterDays });
          expect(rules.every((rule) => !("prefix" in rule) && "filter" in rule)).to.equal(true);
          expect(rules.filter((rule) => "abortIncompleteMultipartUpload" in rule)).to.have.length(1);
        },
      ),
    );
  });
});
