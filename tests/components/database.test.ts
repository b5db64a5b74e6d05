import { expect } from "chai";
import { type DatabaseArgs } from "../../components/data";
import { deploy, refusal } from "@toolkit/offline/testing";
import { database, names, statements } from "./infrastructure-support";

const INSTANCE = "aws:rds/instance:Instance";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const RANDOM_ID = "random:index/randomId:RandomId";
const ROLE = "aws:iam/role:Role";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const SNAPSHOT = "arn:aws:rds:us-east-1:123456789012:snapshot:before-migration";

const prod: Partial<DatabaseArgs> = {
  instanceClass: "db.t4g.medium",
  multiAz: true,
  backupRetentionDays: 30,
  deletionProtection: true,
  finalSnapshot: true,
  keyArn: KEY,
  secretKeyArn: KEY,
  logs: { retentionDays: 365, keyArn: KEY },
  monitoringSeconds: 60,
  applyImmediately: false,
  protect: true,
};

describe("Database", () => {
  it("makes this instance by dev's arguments", async () => {
    const deployment = await deploy(() => database());
    const { inputs } = deployment.only(INSTANCE);
    expect(inputs).to.deep.equal({
      identifier: inputs.identifier,
      engine: "mysql",
      engineVersion: "8.4",
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      instanceClass: "db.t4g.micro",
      caCertIdentifier: "rds-ca-rsa2048-g1",
      applyImmediately: true,
      dbName: "app",
      port: 3306,
      username: "app",
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      parameterGroupName: deployment.only(PARAMETER_GROUP).id,
      dbSubnetGroupName: deployment.only("aws:rds/subnetGroup:SubnetGroup").id,
      vpcSecurityGroupIds: ["sg-database"],
      publiclyAccessible: false,
      multiAz: false,
      storageType: "gp3",
      allocatedStorage: 20,
      maxAllocatedStorage: 100,
      storageEncrypted: true,
      backupRetentionPeriod: 7,
      backupWindow: "03:00-03:30",
      maintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      deletionProtection: false,
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
      enabledCloudwatchLogsExports: ["error", "slowquery"],
      monitoringInterval: 0,
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: false,
    });
  });

  it("adds in prod what prod must have", async () => {
    const deployment = await deploy(() => database(prod));
    const { inputs, protect } = deployment.only(INSTANCE);
    expect(inputs).to.deep.include({
      multiAz: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      deleteAutomatedBackups: false,
      finalSnapshotIdentifier: `${String(inputs.identifier)}-final`,
      kmsKeyId: KEY,
      masterUserSecretKmsKeyId: KEY,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      performanceInsightsKmsKeyId: KEY,
      databaseInsightsMode: "standard",
      monitoringInterval: 60,
      applyImmediately: false,
    });
    expect(protect).to.equal(true);
    expect((await deploy(() => database())).only(INSTANCE).protect).to.equal(false);
  });

  it("never sets what RDS refuses below 400 GiB, nor a password", async () => {
    for (const change of [{}, prod]) {
      const { inputs } = (await deploy(() => database(change))).only(INSTANCE);
      expect(inputs).not.to.have.any.keys("iops", "storageThroughput", "password", "passwordWo", "snapshotIdentifier");
    }
  });

  it("takes names from one id: identifier, final snapshot and log groups", async () => {
    const deployment = await deploy(() => database(prod));
    const identifier = String(deployment.only(INSTANCE).inputs.identifier);
    expect(identifier).to.match(/^webapp-dev-database-[0-9a-f]{8}$/);
    expect(names(deployment.all(LOG_GROUP))).to.deep.equal(["database-error", "database-slowquery"]);
    for (const log of ["error", "slowquery"]) {
      expect(deployment.named(`database-${log}`, LOG_GROUP).inputs).to.deep.equal({
        name: `/aws/rds/instance/${identifier}/${log}`,
        retentionInDays: 365,
        kmsKeyId: KEY,
      });
    }
    expect(deployment.all(RANDOM_ID)).to.have.length(1);
  });

  it("waits for its log groups, or RDS makes them without an end", async () => {
    const deployment = await deploy(() => database());
    for (const logGroup of deployment.all(LOG_GROUP)) {
      expect(deployment.only(INSTANCE).dependsOn).to.include(logGroup.urn);
    }
  });

  it("requires TLS and logs slow queries, in a group of 8.4's family without a fixed name", async () => {
    const { inputs } = (await deploy(() => database())).only(PARAMETER_GROUP);
    expect(inputs).to.deep.equal({
      family: "mysql8.4",
      description: "TLS only, slow queries logged to CloudWatch",
      parameters: [
        { name: "require_secure_transport", value: "1", applyMethod: "immediate" },
        { name: "max_connections", value: "64", applyMethod: "immediate" },
        { name: "slow_query_log", value: "1", applyMethod: "immediate" },
        { name: "long_query_time", value: "2", applyMethod: "immediate" },
        { name: "log_output", value: "FILE", applyMethod: "immediate" },
        { name: "log_bin_trust_function_creators", value: "1", applyMethod: "immediate" },
      ],
    });
  });

  it("rotates the password on the schedule, not at once, and without a Lambda", async () => {
    const deployment = await deploy(() => database());
    const { inputs } = deployment.only(ROTATION);
    expect(inputs.secretId).to.match(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-/);
    expect(inputs).to.deep.equal({
      secretId: inputs.secretId,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: 30 },
    });
  });

  it("lets RDS write operating-system metrics for this database only, before it starts", async () => {
    const deployment = await deploy(() => database(prod));
    const role = deployment.only(ROLE);
    const attachment = deployment.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(statements(role.inputs.assumeRolePolicy)).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:rds:us-east-1:123456789012:db:webapp-dev-database-*" },
        },
      },
    ]);
    expect(attachment.inputs.policyArn).to.equal(
      "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    );
    expect(deployment.only(INSTANCE).dependsOn).to.include(attachment.urn);
    expect(deployment.only(INSTANCE).propertyDependencies.monitoringRoleArn).to.deep.equal([role.urn]);
    expect((await deploy(() => database())).all(ROLE)).to.deep.equal([]);
  });

  it("exposes what others need", async () => {
    let created: ReturnType<typeof database> | undefined;
    await deploy(() => (created = database()));
    expect(created).to.deep.include({ port: 3306, databaseName: "app", maxConnections: 64 });
  });

  it("lets two live side by side", async () => {
    const deployment = await deploy(() => [database({}, "one"), database({}, "two")]);
    const identifiers = deployment.all(INSTANCE).map(({ inputs }) => inputs.identifier);
    expect(new Set(identifiers).size).to.equal(2);
  });

  it("refuses settings that RDS would refuse, all at once", async () => {
    const message = await refusal(() => database({ databaseName: "my-app", maxStorageGb: 20 }));
    expect(message).to.equal(
      [
        'database: databaseName "my-app" must be 1 to 64 letters, digits or _, and start with a letter.',
        "database: maxStorageGb 20 must be at least 22, 10 % above storageGb 20.",
      ].join("\n"),
    );
  });
});

describe("Database restored from a snapshot", () => {
  it("starts from it, with the snapshot's own key, and may take hours", async () => {
    const deployment = await deploy(() => database({ ...prod, restoreFrom: SNAPSHOT }));
    const { inputs, customTimeouts } = deployment.only(INSTANCE);
    expect(inputs.snapshotIdentifier).to.equal(SNAPSHOT);
    expect(inputs).not.to.have.property("kmsKeyId");
    expect(inputs.storageEncrypted).to.equal(true);
    expect(customTimeouts).to.deep.equal({ create: "6h", update: "80m", delete: "60m" });
    expect((await deploy(() => database())).only(INSTANCE).customTimeouts.create).to.equal("60m");
  });

  it("is another instance than the one before, and stays when the line is dropped", async () => {
    const restored = await deploy(() => database({ restoreFrom: SNAPSHOT }));
    expect(restored.only(RANDOM_ID).inputs.keepers).to.deep.equal({ restoreFrom: SNAPSHOT });
    expect(restored.only(RANDOM_ID).ignoreChanges).to.deep.equal([]);
    const plain = await deploy(() => database());
    expect(plain.only(RANDOM_ID).inputs.keepers).to.deep.equal({ restoreFrom: "" });
    expect(plain.only(RANDOM_ID).ignoreChanges).to.deep.equal(["keepers"]);
    for (const deployment of [restored, plain]) {
      expect(deployment.only(INSTANCE).replaceOnChanges).to.deep.equal(["identifier"]);
      expect(deployment.only(INSTANCE).ignoreChanges).to.deep.equal(["snapshotIdentifier"]);
    }
  });
});
