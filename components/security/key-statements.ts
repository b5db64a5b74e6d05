import type * as pulumi from "@pulumi/pulumi";

import { type Account, arn, iamArn } from "../account";
import { type PolicyStatement, statement } from "./iam";

const USE = ["kms:Decrypt", "kms:GenerateDataKey*"];

/**
 * IAM decides who uses the key. Without this statement nobody could ever change the key's policy again.
 *
 * Source: AWS KMS developer guide, "Default key policy".
 */
export const accountAdministers = (account: Account): PolicyStatement =>
  statement({
    sid: "AccountAdministers",
    principal: { AWS: iamArn(account, "root") },
    actions: ["kms:*"],
    resources: ["*"],
  });

/**
 * CloudWatch Logs of one region may use the key for these log groups only.
 *
 * @param logGroups names or patterns, e.g. `/webapp-dev/*`.
 * Source: CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
 */
export function logsUse(account: Account, region: string, logGroups: readonly string[]): PolicyStatement {
  return statement({
    sid: "CloudWatchLogs",
    principal: { Service: `logs.${region}.amazonaws.com` },
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    resources: ["*"],
    conditions: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": logGroups.map((name) =>
          arn(account, "logs", `log-group:${name}`, { region }),
        ),
      },
    },
  });
}

/** What publishes to alarm topics; EventBridge knows no source condition when the topic is encrypted. */
const publishers = {
  Alarms: "cloudwatch.amazonaws.com",
  DatabaseEvents: "events.rds.amazonaws.com",
  Backups: "backup.amazonaws.com",
  Budgets: "budgets.amazonaws.com",
} as const;

/**
 * Services that publish to an encrypted topic need the topic's key; without it alarms are lost silently.
 *
 * Source: Amazon SNS developer guide, "Enable compatibility between event sources from AWS services and encrypted topics".
 */
export function publishersUse(account: Account): PolicyStatement[] {
  const bySource = Object.entries(publishers).map(([sid, service]) =>
    statement({
      sid,
      principal: { Service: service },
      actions: USE,
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": account.accountId } },
    }),
  );
  return [
    ...bySource,
    statement({ sid: "Events", principal: { Service: "events.amazonaws.com" }, actions: USE, resources: ["*"] }),
  ];
}

/**
 * Distributions of this account may decrypt what they serve. Which objects those are the policies of buckets say; the
 * key is there before the one distribution that it is meant for.
 *
 * Source: Amazon CloudFront developer guide, "Restrict access to an Amazon S3 origin", SSE-KMS.
 */
export const distributionsUse = (account: Account): PolicyStatement =>
  statement({
    sid: "CloudFront",
    principal: { Service: "cloudfront.amazonaws.com" },
    actions: ["kms:Decrypt"],
    resources: ["*"],
    conditions: {
      ArnLike: { "aws:SourceArn": arn(account, "cloudfront", "distribution/*", { region: "" }) },
    },
  });

/**
 * CloudTrail may encrypt the files of one trail and announce them through topics of this account.
 *
 * Source: AWS CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail".
 */
export function trailUses(account: Account, trailArn: pulumi.Input<string>): PolicyStatement[] {
  const principal = { Service: "cloudtrail.amazonaws.com" };
  const bySource = { StringEquals: { "aws:SourceArn": trailArn } };
  return [
    statement({
      sid: "TrailEncrypts",
      principal,
      actions: ["kms:GenerateDataKey*"],
      resources: ["*"],
      conditions: {
        ...bySource,
        StringLike: {
          "kms:EncryptionContext:aws:cloudtrail:arn": arn(account, "cloudtrail", "trail/*", { region: "*" }),
        },
      },
    }),
    statement({
      sid: "TrailDescribes",
      principal,
      actions: ["kms:DescribeKey"],
      resources: ["*"],
      conditions: bySource,
    }),
    // Bucket keys make S3 ask for one decryption on CloudTrail's behalf, and publishing to a topic asks for one too.
    statement({
      sid: "TrailDecrypts",
      principal,
      actions: ["kms:Decrypt"],
      resources: ["*"],
      conditions: bySource,
    }),
    // Announcements of new files go to an encrypted topic, whose context is the topic and not the trail.
    statement({
      sid: "TrailAnnounces",
      principal,
      actions: ["kms:GenerateDataKey*"],
      resources: ["*"],
      conditions: {
        ...bySource,
        StringLike: { "kms:EncryptionContext:aws:sns:topicArn": arn(account, "sns", "*") },
      },
    }),
  ];
}
