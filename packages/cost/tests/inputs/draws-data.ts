import { T } from "@toolkit/offline/aws-types";
import { type Draw, draws } from "./draw";

/** What changes the bill of databases, tables, buckets, backups, secrets and keys. */
export const DATA: readonly Draw[] = [
  ...draws(T.databaseInstance, database(), {
    allocatedStorage: [20, 30, undefined],
    backupRetentionPeriod: {
      type: T.databaseInstance,
      input: "backupRetentionPeriod",
      values: [1, 30],
      beside: database({ allocatedStorage: 5 }),
    },
    databaseInsightsMode: ["standard", "advanced"],
    engine: ["mysql", "oracle-ee"],
    engineLifecycleSupport: {
      type: T.databaseInstance,
      input: "engineLifecycleSupport",
      values: ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"],
      beside: database({ engineVersion: "5.7" }),
    },
    engineVersion: ["8.4", "5.7", "8.0"],
    instanceClass: ["db.t4g.micro", "db.t4g.small", "db.x9.large"],
    iops: [3000, 5000],
    licenseModel: ["license-included", "bring-your-own-license"],
    manageMasterUserPassword: [false, true],
    maxAllocatedStorage: {
      type: T.databaseInstance,
      input: "maxAllocatedStorage",
      values: [5, 100],
      beside: database({ allocatedStorage: 5 }),
    },
    monitoringInterval: [0, 60, 5],
    multiAz: [false, true],
    performanceInsightsEnabled: {
      type: T.databaseInstance,
      input: "performanceInsightsEnabled",
      values: [false, true],
      beside: database({ performanceInsightsRetentionPeriod: 31 }),
    },
    performanceInsightsRetentionPeriod: {
      type: T.databaseInstance,
      input: "performanceInsightsRetentionPeriod",
      values: [7, 31],
      beside: database({ performanceInsightsEnabled: true }),
    },
    publiclyAccessible: [false, true],
    storageThroughput: [125, 300],
    storageType: ["gp2", "gp3", "io1", "io2", "standard", "tape"].slice(1),
  }),
  ...draws(
    T.table,
    { readCapacity: 50, writeCapacity: 50 },
    {
      billingMode: ["PROVISIONED", "PAY_PER_REQUEST"],
      globalSecondaryIndexes: [[], [{ readCapacity: 5 }], [{ writeCapacity: 5 }]],
      pointInTimeRecovery: [{ enabled: false }, { enabled: true }],
      readCapacity: [50, 60, undefined],
      streamEnabled: [false, true],
      tableClass: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
      writeCapacity: [50, 60, undefined],
    },
  ),
  ...draws(
    "aws:elasticache/serverlessCache:ServerlessCache",
    { engine: "valkey", name: "cache" },
    {
      cacheUsageLimits: [{ dataStorage: { minimum: 20, unit: "GB" } }, { dataStorage: { minimum: 50, unit: "GB" } }],
      engine: ["valkey", "redis"],
      snapshotRetentionLimit: [0, 1],
    },
  ),
  ...draws(T.bucket, {}, { versioning: [undefined, { enabled: true }] }),
  ...draws(
    T.backupPlan,
    {},
    {
      rules: [7, 35].map((deleteAfter) => [{ lifecycle: { deleteAfter } }]),
    },
  ),
  ...draws(T.secret, {}, { replicas: [[], [{ region: "eu-west-1" }]] }),
  ...draws(
    "aws:ssm/parameter:Parameter",
    { tier: "Intelligent-Tiering", value: "x" },
    {
      tier: ["Standard", "Advanced"],
      value: ["x", "x".repeat(5000)],
    },
  ),
  ...draws(
    T.key,
    {},
    {
      customKeyStoreId: [undefined, "cks-1"],
      customerMasterKeySpec: ["SYMMETRIC_DEFAULT", "RSA_4096"],
      enableKeyRotation: [false, true],
    },
  ),
];

function database(more: object = {}): Readonly<Record<string, unknown>> {
  return { engine: "mysql", instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3", ...more };
}
