import { expect } from "chai";

import { deployStack } from "../../support/deploy-stack";

/** What prod must not lose, by name. */
const stateful: [string, string][] = [
  ["database", "aws:rds/instance:Instance"],
  ["edge", "aws:cloudfront/distribution:Distribution"],
  ["encryption-data", "aws:kms/key:Key"],
  ["encryption-logs", "aws:kms/key:Key"],
  ["encryption-dumps", "aws:kms/key:Key"],
  ["encryption-alarms", "aws:kms/key:Key"],
  ["encryption-edge", "aws:kms/key:Key"],
];

describe("pitfalls: lifetime", () => {
  for (const [name, type] of stateful) {
    it(`prod protects ${name}`, async () => {
      const made = await deployStack("prod");
      expect(made.named(name, type).protect).to.equal(true);
    });
  }

  it("prod refuses to delete database and internal load balancer, and keeps a final snapshot", async () => {
    const made = await deployStack("prod");
    expect(made.inputs("aws:rds/instance:Instance")).to.include({ deletionProtection: true, skipFinalSnapshot: false });
    expect(made.inputs("aws:rds/instance:Instance").finalSnapshotIdentifier).to.match(/^[a-z](-?[a-z0-9])*$/);
    expect(made.inputs("aws:lb/loadBalancer:LoadBalancer", "private").enableDeletionProtection).to.equal(true);
    const buckets = made.all("aws:s3/bucket:Bucket").filter(({ inputs }) => inputs.forceDestroy === true);
    expect(buckets.map(({ name }) => name)).to.deep.equal([]);
    expect(
      made.all("aws:ecr/repository:Repository").filter(({ inputs }) => inputs.forceDelete === true),
    ).to.have.length(0);
  });

  it("dev goes in one destroy", async () => {
    for (const frontend of ["ssr", "spa"]) {
      const made = await deployStack("dev", { set: [`frontend=${frontend}`] });
      expect(made.resources.filter(({ protect }) => protect).map(({ urn }) => urn)).to.deep.equal([]);
      expect(made.inputs("aws:rds/instance:Instance")).to.include({
        deletionProtection: false,
        skipFinalSnapshot: true,
      });
      const stuck = [
        ...made.all("aws:s3/bucket:Bucket").filter(({ inputs }) => inputs.forceDestroy !== true),
        ...made.all("aws:ecr/repository:Repository").filter(({ inputs }) => inputs.forceDelete !== true),
        ...made.all("aws:ecs/service:Service").filter(({ inputs }) => inputs.forceDelete !== true),
        ...made
          .all("aws:lb/loadBalancer:LoadBalancer")
          .filter(({ inputs }) => inputs.enableDeletionProtection !== false),
        ...made.all("aws:secretsmanager/secret:Secret").filter(({ inputs }) => inputs.recoveryWindowInDays !== 0),
        ...made.all("aws:lb/targetGroup:TargetGroup").filter(({ inputs }) => Number(inputs.deregistrationDelay) > 60),
      ];
      expect(stuck.map(({ urn }) => urn)).to.deep.equal([]);
    }
  });

  it("the database is MySQL 8.4 on its own terms", async () => {
    for (const stack of ["dev", "prod"]) {
      const made = await deployStack(stack);
      const { inputs, ignoreChanges, customTimeouts } = made.only("aws:rds/instance:Instance");
      expect(inputs).to.include({
        engine: "mysql",
        engineVersion: "8.4",
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: false,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        storageType: "gp3",
        storageEncrypted: true,
        publiclyAccessible: false,
        manageMasterUserPassword: true,
        copyTagsToSnapshot: true,
        iamDatabaseAuthenticationEnabled: true,
      });
      expect(made.inputs("aws:rds/parameterGroup:ParameterGroup").family).to.equal("mysql8.4");
      expect(ignoreChanges).to.include("snapshotIdentifier");
      expect(Number(inputs.backupRetentionPeriod)).to.be.at.least(7);
      expect(customTimeouts).not.to.equal(undefined);
      expect(inputs.performanceInsightsEnabled ?? false).to.equal(false);
      expect("monitoringRoleArn" in inputs).to.equal(Number(inputs.monitoringInterval) > 0);
    }
  });

  it("a rotation of the master password is scheduled, and none happens on create", async () => {
    const { inputs } = (await deployStack("prod")).only("aws:secretsmanager/secretRotation:SecretRotation");
    expect(inputs).to.deep.include({ rotateImmediately: false });
    expect(inputs).not.to.have.property("rotationLambdaArn");
  });

  it("old revisions and images survive for a rollback", async () => {
    const made = await deployStack("dev");
    expect(made.all("awsx:ecr:Image").map(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([true, true, true]);
    for (const { inputs } of made.all("aws:ecr/repository:Repository"))
      expect(inputs.imageTagMutability).to.equal("IMMUTABLE");
  });
});
