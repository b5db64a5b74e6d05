import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../account";
import { logGroupArgs, type LogSettings } from "../log-settings";
import { createServiceRole, policyDocument, type PolicyStatement, statement, topicNeedsTls } from "../security/iam";
import { createLogBucket } from "./log-bucket";

export interface AuditTrailArgs {
  readonly account: AccountContext;
  /** Fixed name of the trail: policies of bucket, topic and key name it before it exists. */
  readonly trailName: string;
  /**
   * How the log group keeps events for searching. Its key, whose policy must admit this trail, encrypts the trail's
   * files and notices, too; without one SSE-S3 encrypts the files, and nothing the notices.
   */
  readonly logs: LogSettings;
  /** Age in days at which files of the trail are deleted. */
  readonly expireAfterDays: number;
  /** Delete the bucket even when it holds events. @default false */
  readonly forceDestroy?: boolean | undefined;
  /** Pulumi refuses to delete the bucket. @default true */
  readonly protect?: boolean | undefined;
}

/**
 * Who did what in the account: every management event of every region, tamper-evident.
 *
 * Creates a multi-region CloudTrail trail with file validation, its bucket, a log group for alarms and searches with
 * the role that writes to it, and a topic that announces each file. The topic is for machines (a SIEM): nobody is
 * subscribed, since it would be a message every few minutes. The first trail of an account costs only its storage.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Storage (Standard): 0.023 per GB-month first 50 TB
 * - Writes: 0.005 per 1k PUT/COPY/POST/LIST
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - Messages published: 0.50 per 1M after 1M free
 * - E-mail notifications: 2.00 per 100k after 1k free
 * - Management events, further copies: 2.00 per 100k events
 * </cost>
 *
 * @example
 * ```ts
 * const trail = new AuditTrail("audit", {
 *   account,
 *   trailName: "webapp-prod-audit",
 *   logs: { retentionDays: 365 },
 *   expireAfterDays: 400,
 * });
 * ```
 */
export class AuditTrail extends pulumi.ComponentResource {
  readonly trailArn: pulumi.Output<string>;
  /** Receives every event, for metric filters. */
  readonly logGroupName: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  /** Announces each delivered file. */
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:AuditTrail", name, {}, opts);
    const { account, forceDestroy = false, protect = true, expireAfterDays } = args;
    const trailArn = arn(account, "cloudtrail", `trail/${args.trailName}`);

    const { bucket, ready } = createLogBucket(
      name,
      {
        account,
        expireAfterDays,
        forceDestroy,
        protect,
        keyArn: args.logs.keyArn,
        statements: (bucketArn) => trailWrites(bucketArn, trailArn, account),
      },
      { parent: this },
    );
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        name: `/${account.prefix}/${name}`,
        ...logGroupArgs(args.logs),
      },
      { parent: this },
    );
    const { role, grants } = createServiceRole(
      name,
      {
        account,
        service: "cloudtrail.amazonaws.com",
        namesSource: false,
        statements: [
          statement({
            sid: "WriteEvents",
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [
              pulumi.interpolate`${logGroup.arn}:log-stream:${account.accountId}_CloudTrail_${account.region}*`,
            ],
          }),
        ],
      },
      { parent: this },
    );
    const { topic, policy: topicPolicy } = this.createTopic(name, trailArn, args);

    const trail = new aws.cloudtrail.Trail(
      name,
      {
        name: args.trailName,
        s3BucketName: bucket.bucket,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogging: true,
        enableLogFileValidation: true,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
        snsTopicName: topic.name,
        kmsKeyId: args.logs.keyArn,
      },
      { parent: this, dependsOn: [...ready, ...grants, topicPolicy] },
    );

    this.trailArn = trail.arn;
    this.logGroupName = logGroup.name;
    this.bucketName = bucket.bucket;
    this.topicArn = topic.arn;
    this.registerOutputs({ trailArn: this.trailArn, bucketName: this.bucketName });
  }

  private createTopic(name: string, trailArn: pulumi.Output<string>, { logs: { keyArn } }: AuditTrailArgs) {
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: keyArn }, { parent: this });
    const policy = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: policyDocument(trailAnnounces(topic.arn, trailArn)) },
      { parent: this },
    );
    return { topic, policy };
  }
}

const principal = { Service: "cloudtrail.amazonaws.com" };

/** Source: AWS CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail". */
function trailWrites(
  bucketArn: pulumi.Output<string>,
  trailArn: pulumi.Output<string>,
  { accountId }: AccountContext,
): PolicyStatement[] {
  return [
    statement({
      sid: "TrailChecksBucket",
      principal,
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      conditions: { StringEquals: { "aws:SourceArn": trailArn } },
    }),
    statement({
      sid: "TrailWrites",
      principal,
      actions: ["s3:PutObject"],
      resources: [pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/*`],
      conditions: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trailArn },
      },
    }),
  ];
}

/** Source: AWS CloudTrail user guide, "Amazon SNS topic policy for CloudTrail". */
const trailAnnounces = (topicArn: pulumi.Output<string>, trailArn: pulumi.Output<string>): PolicyStatement[] => [
  statement({
    sid: "TrailAnnounces",
    principal,
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: { StringEquals: { "aws:SourceArn": trailArn } },
  }),
  topicNeedsTls(topicArn),
];
