import { expect } from "chai";

import { LoadBalancer } from "../../components/compute";
import { EdgeLogs } from "../../components/edge";
import { LogArchive, type LogArchiveArgs, logTo } from "../../components/operations";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { typesAndNames } from "./compute-support";
import { site } from "./edge-support";
import { account, statements } from "./infrastructure-support";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const DISTRIBUTION = `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/E1234567890ABC`;

const archive = (change: Partial<LogArchiveArgs> = {}) =>
  new LogArchive("log-archive", {
    account: { ...account, region: "eu-west-1" },
    loadBalancers: ["internal", "public"],
    expireAfterDays: 400,
    ...change,
  });

describe("LogArchive", () => {
  it("makes one bucket with its settings", async () => {
    const deployment = await deploy(() => archive());
    expect(typesAndNames(deployment)).to.deep.equal(
      [
        "bucket:Bucket",
        "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "bucketOwnershipControls:BucketOwnershipControls",
        "bucketPolicy:BucketPolicy",
        "bucketPublicAccessBlock:BucketPublicAccessBlock",
        "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "bucketVersioning:BucketVersioning",
      ].map((type) => `aws:s3/${type}::log-archive`),
    );
    const bucket = deployment.only("aws:s3/bucket:Bucket");
    expect(bucket.inputs).to.deep.equal({ bucketPrefix: "webapp-dev-log-archive-", forceDestroy: false });
    expect(bucket.protect).to.equal(true);
  });

  it("encrypts with S3's own key, the only one that load balancers can write under", async () => {
    const deployment = await deploy(() => archive());
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(deployment.inputs(type).rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
    ]);
  });

  it("ends every object, and its older versions", async () => {
    const deployment = await deploy(() => archive({ expireAfterDays: 30 }));
    const lifecycle = deployment.only("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(lifecycle.inputs.rules).to.deep.equal([
      {
        id: "expire",
        status: "Enabled",
        filter: {},
        expiration: { days: 30 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(deployment.waitsFor(lifecycle, "aws:s3/bucketVersioning:BucketVersioning")).to.equal(true);
  });

  it("closes the bucket before it opens it to services", async () => {
    const deployment = await deploy(() => archive());
    const block = deployment.only("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    const ownership = deployment.only("aws:s3/bucketOwnershipControls:BucketOwnershipControls");
    expect(ownership.inputs.rule).to.deep.equal({ objectOwnership: "BucketOwnerEnforced" });
    expect(block.inputs).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(deployment.waitsFor(block, ownership)).to.equal(true);
    expect(deployment.waitsFor(deployment.only(POLICY), block)).to.equal(true);
  });

  it("lets each writer in at its own prefix and for this account only", async () => {
    const deployment = await deploy(() => archive());
    const arn = `arn:aws:s3:::${deployment.only("aws:s3/bucket:Bucket").id}`;
    expect(statements(deployment.inputs(POLICY).policy)).to.deep.equal([
      {
        Sid: "LoadBalancers",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: [
          `${arn}/load-balancers/internal/access/AWSLogs/${ACCOUNT_ID}/*`,
          `${arn}/load-balancers/internal/connections/AWSLogs/${ACCOUNT_ID}/*`,
          `${arn}/load-balancers/public/access/AWSLogs/${ACCOUNT_ID}/*`,
          `${arn}/load-balancers/public/connections/AWSLogs/${ACCOUNT_ID}/*`,
        ],
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT_ID}:loadbalancer/*` },
        },
      },
      {
        Sid: "ServerAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/s3/*`,
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::webapp-dev-*" },
        },
      },
      {
        Sid: "Distribution",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/${ACCOUNT_ID}/*`,
        Condition: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${ACCOUNT_ID}:delivery-source:*` },
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

  it("goes with all it holds where it is told to", async () => {
    const deployment = await deploy(() => archive({ forceDestroy: true, protect: false }));
    const bucket = deployment.only("aws:s3/bucket:Bucket");
    expect(bucket.inputs.forceDestroy).to.equal(true);
    expect(bucket.protect).to.equal(false);
  });

  it("gives a load balancer two prefixes, once the policy admits it", async () => {
    const deployment = await deploy(() => {
      new LoadBalancer("public", {
        internal: false,
        subnetIds: ["subnet-a", "subnet-b"],
        securityGroupIds: ["sg-alb"],
        listeners: [{ protocol: "HTTP", port: 8080 }],
        ...archive().loadBalancerLogs("public"),
      });
    });
    const bucket = deployment.only("aws:s3/bucket:Bucket").id;
    const balancer = deployment.only(BALANCER);
    expect(balancer.inputs.accessLogs).to.deep.equal({ bucket, prefix: "load-balancers/public/access", enabled: true });
    expect(balancer.inputs.connectionLogs).to.deep.equal({
      bucket,
      prefix: "load-balancers/public/connections",
      enabled: true,
    });
    expect(deployment.waitsFor(balancer, POLICY)).to.equal(true);
  });

  it("knows no other load balancer than those its policy admits", async () => {
    await deploy(() => {
      const logs = archive({ loadBalancers: ["internal"] });
      expect(() => logs.loadBalancerLogs("public")).to.throw(
        "The log archive's policy does not admit the load balancer public",
      );
    });
  });
});

describe("logTo", () => {
  it("sends a bucket's access logs to the archive, by date, once the policy admits it", async () => {
    const deployment = await deploy(() => {
      const source = site([]);
      logTo("site", archive(), source.bucketName, { parent: source });
    });
    const logging = deployment.only(LOGGING);
    expect(logging.inputs).to.deep.equal({
      bucket: deployment.named("site", "aws:s3/bucket:Bucket").id,
      targetBucket: deployment.named("log-archive", "aws:s3/bucket:Bucket").id,
      targetPrefix: "s3/",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    });
    expect(deployment.waitsFor(logging, deployment.named("log-archive", POLICY))).to.equal(true);
  });

  it("makes nothing without an archive", async () => {
    const deployment = await deploy(() => {
      const source = site([]);
      logTo("site", undefined, source.bucketName, { parent: source });
    });
    expect(deployment.all(LOGGING)).to.deep.equal([]);
  });
});

describe("EdgeLogs", () => {
  const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
  const DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination";
  const DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery";
  const edgeLogs = () =>
    deploy(() => {
      const { bucketArn, ready } = archive();
      new EdgeLogs("edge-logs", { distributionArn: DISTRIBUTION, bucketArn, ready });
    });

  it("delivers the distribution's logs as JSON, from us-east-1 to the archive's region", async () => {
    const deployment = await edgeLogs();
    const source = deployment.only(SOURCE);
    const destination = deployment.only(DESTINATION);
    expect(source.inputs).to.include({ logType: "ACCESS_LOGS", resourceArn: DISTRIBUTION, region: "us-east-1" });
    expect(destination.inputs).to.deep.include({
      outputFormat: "json",
      deliveryDestinationConfiguration: {
        destinationResourceArn: `arn:aws:s3:::${deployment.only("aws:s3/bucket:Bucket").id}`,
      },
      region: "us-east-1",
    });
    expect(deployment.inputs(DELIVERY)).to.deep.equal({
      deliverySourceName: source.id,
      deliveryDestinationArn: `arn:aws:logs:us-east-1:${ACCOUNT_ID}:delivery-destination:${destination.id}`,
      s3DeliveryConfigurations: [
        { suffixPath: "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}", enableHiveCompatiblePath: false },
      ],
      region: "us-east-1",
    });
  });

  it("is made anew, old first, where AWS would lose the prefix of a changed path", async () => {
    const deployment = await edgeLogs();
    const delivery = deployment.only(DELIVERY);
    expect(delivery.replaceOnChanges).to.deep.equal(["s3DeliveryConfigurations"]);
    expect(delivery.deleteBeforeReplace).to.equal(true);
    expect(deployment.waitsFor(delivery, POLICY)).to.equal(true);
    expect(deployment.waitsFor(deployment.only(DESTINATION), POLICY)).to.equal(true);
  });
});
