import { expect } from "chai";

import { bootstrap } from "./support";

const BUCKET = "ci-webapp-state-123456789012";
const BOOTSTRAP_BUCKET = "ci-webapp-bootstrap-123456789012";

describe("bootstrap: state", () => {
  for (const [name, bucketName] of [
    ["state", BUCKET],
    ["state-bootstrap", BOOTSTRAP_BUCKET],
  ] as const) {
    it(`has a bucket that loses nothing and shows nothing: ${bucketName}`, () => showsNothing(name, bucketName));
  }

  async function showsNothing(name: string, bucketName: string): Promise<void> {
    const deployment = await bootstrap();
    const inputs = (type: string) => deployment.inputs(`aws:s3/${type}`, name);
    const bucket = deployment.named(name, "aws:s3/bucket:Bucket");
    const key = deployment.only("aws:kms/key:Key");
    expect(bucket.inputs).to.deep.equal({ bucket: bucketName, forceDestroy: false });
    expect([bucket.protect, key.protect]).to.deep.equal([true, true]);
    expect(inputs("bucketVersioning:BucketVersioning").versioningConfiguration).to.deep.equal({ status: "Enabled" });
    expect(inputs("bucketPublicAccessBlock:BucketPublicAccessBlock")).to.deep.equal({
      bucket: bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputs("bucketOwnershipControls:BucketOwnershipControls").rule).to.deep.equal({
      objectOwnership: "BucketOwnerEnforced",
    });
    const [rule] = inputs("bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
      .rules as object[];
    expect(rule).to.deep.equal({
      applyServerSideEncryptionByDefault: {
        sseAlgorithm: "aws:kms",
        kmsMasterKeyId: `arn:aws:kms:us-east-1:123456789012:key/${key.id}`,
      },
      bucketKeyEnabled: true,
      blockedEncryptionTypes: ["SSE-C"],
    });
    // Current versions never expire: a state that nobody changes for a year is still needed.
    expect(inputs("bucketLifecycleConfiguration:BucketLifecycleConfiguration").rules).to.deep.equal([
      {
        id: "old-versions",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 180 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(JSON.parse(String(inputs("bucketPolicy:BucketPolicy").policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  }

  it("has a key with rotation, which people and CI use through IAM", async () => {
    const { policy, ...inputs } = (await bootstrap()).inputs("aws:kms/key:Key");
    expect(inputs).to.deep.equal({
      description: "States of Pulumi and the secrets in them",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
    });
    expect((JSON.parse(String(policy)) as { Statement: unknown[] }).Statement).to.have.length(1);
  });

  it("says how to log in and which boundary roles must carry", async () => {
    const { outputs } = await bootstrap("aws:region=eu-west-1", "bootstrap:project=shop");
    expect(outputs).to.deep.equal({
      backendUrl: "s3://ci-shop-state-123456789012?region=eu-west-1",
      secretsProvider: "awskms://alias/ci-shop-state?region=eu-west-1",
      bootstrapBackendUrl: "s3://ci-shop-bootstrap-123456789012?region=eu-west-1",
      ciRoles: "arn:aws:iam::123456789012:role/ci-shop",
      permissionsBoundary: "arn:aws:iam::123456789012:policy/ci-shop-boundary",
    });
  });
});
