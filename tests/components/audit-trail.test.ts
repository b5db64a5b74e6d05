import { expect } from "chai";

import { AuditTrail, type AuditTrailArgs } from "../../components/operations";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { KEY, policyOf, trustOf, typesAndNames } from "./compute-support";
import { account, statements } from "./infrastructure-support";

const TRAIL = "aws:cloudtrail/trail:Trail";
const TRAIL_ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNT_ID}:trail/webapp-dev-audit`;
const GROUP_ARN = `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:/webapp-dev/audit-trail`;
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

const trail = (change: Partial<AuditTrailArgs> = {}) =>
  new AuditTrail("audit-trail", {
    account,
    trailName: "webapp-dev-audit",
    logs: { retentionDays: 365 },
    expireAfterDays: 400,
    ...change,
  });

describe("AuditTrail", () => {
  it("makes a trail, its bucket, its log group with a role, and a topic without subscribers", async () => {
    const deployment = await deploy(() => trail());
    expect(typesAndNames(deployment)).to.deep.equal(
      [
        TRAIL,
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        BUCKET_POLICY,
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        ENCRYPTION,
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:sns/topic:Topic",
        "aws:sns/topicPolicy:TopicPolicy",
      ].map((type) => `${type}::audit-trail`),
    );
  });

  it("records every region, with file validation, to bucket and log group", async () => {
    const deployment = await deploy(() => trail({ logs: { retentionDays: 365, keyArn: KEY } }));
    expect(deployment.inputs(TRAIL)).to.deep.equal({
      name: "webapp-dev-audit",
      s3BucketName: deployment.only("aws:s3/bucket:Bucket").id,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogging: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: `${GROUP_ARN}:*`,
      cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.only("aws:iam/role:Role").id}`,
      snsTopicName: deployment.only("aws:sns/topic:Topic").id.split(":").at(-1),
      kmsKeyId: KEY,
    });
    expect(deployment.inputs("aws:cloudwatch/logGroup:LogGroup")).to.deep.equal({
      name: "/webapp-dev/audit-trail",
      retentionInDays: 365,
      kmsKeyId: KEY,
    });
    expect(deployment.inputs(ENCRYPTION).rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
    expect(deployment.inputs("aws:sns/topic:Topic").kmsMasterKeyId).to.equal(KEY);
  });

  it("does without a key of its own", async () => {
    const deployment = await deploy(() => trail());
    expect(deployment.inputs(TRAIL)).not.to.have.property("kmsKeyId");
    expect(deployment.inputs("aws:cloudwatch/logGroup:LogGroup")).not.to.have.property("kmsKeyId");
    expect(deployment.inputs("aws:sns/topic:Topic")).not.to.have.property("kmsMasterKeyId");
    expect(deployment.inputs(ENCRYPTION).rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
    ]);
  });

  it("lets this one trail write, and nobody without TLS", async () => {
    const deployment = await deploy(() => trail());
    const arn = `arn:aws:s3:::${deployment.only("aws:s3/bucket:Bucket").id}`;
    expect(statements(deployment.inputs(BUCKET_POLICY).policy)).to.deep.equal([
      {
        Sid: "TrailChecksBucket",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
      },
      {
        Sid: "TrailWrites",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/${ACCOUNT_ID}/*`,
        Condition: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": TRAIL_ARN },
        },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("announces files on a topic for this one trail", async () => {
    const deployment = await deploy(() => trail());
    const topic = deployment.only("aws:sns/topic:Topic");
    expect(statements(deployment.inputs("aws:sns/topicPolicy:TopicPolicy").policy)).to.deep.equal([
      {
        Sid: "TrailAnnounces",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topic.id,
        Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
      },
      {
        Sid: "DenyInsecurePublish",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topic.id,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("writes events under a role for its own log streams only", async () => {
    const deployment = await deploy(() => trail());
    expect(policyOf(deployment, "audit-trail")).to.deep.equal([
      {
        Sid: "WriteEvents",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${GROUP_ARN}:log-stream:${ACCOUNT_ID}_CloudTrail_us-east-1*`,
      },
    ]);
    // CloudTrail sends no source when it takes this role: a condition would lock it out.
    expect(trustOf(deployment, "audit-trail")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ]);
  });

  it("starts after everything that CloudTrail checks", async () => {
    const deployment = await deploy(() => trail());
    const created = deployment.only(TRAIL);
    const needed = [
      BUCKET_POLICY,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      ENCRYPTION,
      "aws:iam/rolePolicy:RolePolicy",
      "aws:sns/topicPolicy:TopicPolicy",
    ];
    expect(needed.filter((type) => !deployment.waitsFor(created, type))).to.deep.equal([]);
  });

  it("keeps its bucket unless told otherwise", async () => {
    const kept = await deploy(() => trail());
    expect(kept.only("aws:s3/bucket:Bucket").protect).to.equal(true);
    expect(kept.inputs("aws:s3/bucket:Bucket").forceDestroy).to.equal(false);
    const dropped = await deploy(() => trail({ protect: false, forceDestroy: true }));
    expect(dropped.only("aws:s3/bucket:Bucket").protect).to.equal(false);
    expect(dropped.inputs("aws:s3/bucket:Bucket").forceDestroy).to.equal(true);
  });
});
