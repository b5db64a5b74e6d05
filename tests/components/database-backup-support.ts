import * as pulumi from "@pulumi/pulumi";

import { DatabaseBackup, type DatabaseBackupArgs } from "../../components/data";
import { T } from "@toolkit/offline/aws-types";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { type Deployment } from "@toolkit/offline/testing";
import { account, REPOSITORY, SECRET, TOPIC } from "./compute-support";

export const BUCKET = "arn:aws:s3:::webapp-dev-dumps-1a2b";
export const CLUSTER = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:cluster/webapp-dev`;

/** The component as a dev stack makes it, but for what is changed. */
export const backup = (change: Partial<DatabaseBackupArgs> = {}): DatabaseBackup =>
  new DatabaseBackup("backup", {
    account,
    database: {
      address: pulumi.output("database.example"),
      databaseName: "app",
      port: 3306,
      secretArn: pulumi.output(SECRET),
    },
    bucket: { bucketArn: pulumi.output(BUCKET), bucketName: pulumi.output("webapp-dev-dumps-1a2b"), ready: [] },
    image: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backup@sha256:${"0".repeat(64)}`,
    pullRepositoryArn: REPOSITORY,
    architecture: "arm64",
    clusterName: "webapp-dev",
    clusterArn: CLUSTER,
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-dump"],
    schedule: "cron(0 2 * * ? *)",
    timezone: "Europe/Madrid",
    logs: { retentionDays: 14 },
    alarmTopicArn: TOPIC,
    ...change,
  });

/** The role behind a logical name, by ARN. */
export const roleArn = (deployment: Deployment, name: string): string =>
  `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.named(name, "aws:iam/role:Role").id}`;

/** The queue's id is its URL. */
export const queueName = (deployment: Deployment): string => deployment.only(T.queue).id.split("/").at(-1) ?? "";
export const queueArn = (deployment: Deployment): string =>
  `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${queueName(deployment)}`;
export const family = (name: string): string =>
  `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task-definition/webapp-dev-${name}`;
