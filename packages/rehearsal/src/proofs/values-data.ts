import { T } from "@toolkit/offline/aws-types";
import { shown, type Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";
import * as stage from "./stage";

/** A database with a value that AWS refuses and with one that it accepts. */
function database(rule: string, bad: Properties, good: Properties = {}): Proof {
  return proof(rule, (aws) => {
    const inputs = stage.databaseInputs(aws, stage.network(aws));
    return {
      refused: () => aws.make(T.databaseInstance, { ...inputs, ...bad }, "db"),
      accepted: () => aws.make(T.databaseInstance, { ...inputs, ...good }, "db"),
    };
  });
}

/** Any resource that needs nothing else, with a refused and an accepted value. */
function value(rule: string, type: string, bad: Properties, good: Properties): Proof {
  return proof(rule, (aws) => ({ refused: () => aws.make(type, bad), accepted: () => aws.make(type, good) }));
}

const parameter = (name: string, applyMethod?: string): Properties => ({
  family: "mysql8.4",
  parameters: [{ name, value: "1", ...(applyMethod === undefined ? {} : { applyMethod }) }],
});

const keyPolicy = (principal: string): Properties => ({
  policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "kms:*", Resource: "*" }],
  }),
});

const windows = (backupWindow: string, maintenanceWindow: string): Properties => ({ backupWindow, maintenanceWindow });

export const dataValueProofs: readonly Proof[] = [
  proof("subnet-group-covers-zones", (aws) => {
    const { subnetIds } = stage.network(aws);
    return {
      refused: () => aws.make(T.databaseSubnets, { subnetIds: subnetIds.slice(1) }),
      accepted: () => aws.make(T.databaseSubnets, { subnetIds }),
    };
  }),
  proof("parameter-family-matches-engine", (aws) => {
    const inputs = stage.databaseInputs(aws, stage.network(aws));
    return {
      refused: () => aws.make(T.databaseInstance, { ...inputs, engineVersion: "8.0" }, "db"),
      accepted: () => aws.make(T.databaseInstance, { ...inputs, engineVersion: "8.4.6" }, "db"),
    };
  }),
  database(
    "windows-are-disjoint",
    windows("23:30-00:30", "tue:00:00-tue:01:00"),
    windows("23:30-00:30", "tue:00:30-tue:01:30"),
  ),
  database("backup-days-fit", { backupRetentionPeriod: 36 }, { backupRetentionPeriod: 35 }),
  database(
    "small-gp3-has-no-iops",
    { storageType: "gp3", iops: 12_000 },
    { storageType: "gp3", iops: 12_000, allocatedStorage: 400 },
  ),
  database(
    "storage-can-grow",
    { allocatedStorage: 100, maxAllocatedStorage: 105 },
    { allocatedStorage: 100, maxAllocatedStorage: 110 },
  ),
  proof("storage-never-shrinks", (aws) => {
    const inputs = stage.databaseInputs(aws, stage.network(aws));
    const made = aws.make(T.databaseInstance, { ...inputs, allocatedStorage: 50 }, "db");
    return {
      refused: () => aws.change(made, { allocatedStorage: 20 }),
      accepted: () => aws.change(made, { allocatedStorage: 100 }),
    };
  }),
  database(
    "insights-fit-class",
    { instanceClass: "db.t4g.micro", performanceInsightsEnabled: true },
    { instanceClass: "db.t4g.medium", performanceInsightsEnabled: true },
  ),
  database(
    "advanced-insights-keep-long",
    { databaseInsightsMode: "advanced", performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 7 },
    { databaseInsightsMode: "advanced", performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 465 },
  ),
  database(
    "monitoring-has-role",
    { monitoringInterval: 60 },
    { monitoringInterval: 60, monitoringRoleArn: "arn:aws:iam::123456789012:role/monitoring" },
  ),
  database(
    "one-source-of-password",
    { password: "correct-horse" },
    { password: "correct-horse", manageMasterUserPassword: false },
  ),
  database(
    "password-characters-fit",
    { password: "p@ss", manageMasterUserPassword: false },
    { password: "pass", manageMasterUserPassword: false },
  ),
  proof("old-engine-needs-extended-support", (aws) => {
    const { parameterGroupName: _, ...inputs } = stage.databaseInputs(aws, stage.network(aws));
    const old = { ...inputs, engineVersion: "8.0" };
    return {
      refused: () =>
        aws.make(
          T.databaseInstance,
          { ...old, engineLifecycleSupport: "open-source-rds-extended-support-disabled" },
          "db",
        ),
      accepted: () =>
        aws.make(T.databaseInstance, { ...old, engineLifecycleSupport: "open-source-rds-extended-support" }, "db"),
    };
  }),
  value(
    "static-parameter-waits-for-reboot",
    T.databaseParameters,
    parameter("performance_schema"),
    parameter("performance_schema", "pending-reboot"),
  ),
  value(
    "parameter-exists-in-family",
    T.databaseParameters,
    parameter("default_authentication_plugin"),
    parameter("authentication_policy"),
  ),
  value(
    "key-policy-keeps-the-account",
    T.key,
    keyPolicy("arn:aws:iam::123456789012:role/ci"),
    keyPolicy("arn:aws:iam::123456789012:root"),
  ),
  value("key-window-fits", T.key, { deletionWindowInDays: 6 }, { deletionWindowInDays: 7 }),
  value("secret-window-fits", T.secret, { recoveryWindowInDays: 5 }, { recoveryWindowInDays: 0 }),
  proof("trail-log-group-ends-in-star", (aws) => {
    const bucket = stage.bucket(aws);
    aws.make(T.bucketPolicy, { bucket: bucket.id, policy: stage.allow("cloudtrail.amazonaws.com", "s3:PutObject") });
    const logs = shown(aws.make(T.logGroup).outputs.arn);
    const trail = (cloudWatchLogsGroupArn: string): unknown =>
      aws.make(T.trail, { s3BucketName: bucket.id, cloudWatchLogsGroupArn });
    return { refused: () => trail(logs), accepted: () => trail(`${logs}:*`) };
  }),
];
