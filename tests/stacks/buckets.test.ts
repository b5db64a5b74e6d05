import { expect } from "chai";

import { accessOf, lessOf, statementsOf } from "../support/access";
import { type StackDeployment } from "../support/deploy-stack";
import { deployGrown, type GrownStack } from "../support/grown";

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const CORS = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const STACKS: readonly GrownStack[] = ["grown", "grown-prod"];

const arnOf = (made: StackDeployment, name: string): string =>
  `arn:aws:s3:::${made.named(`bucket-${name}`, BUCKET).id}`;

const policyOf = (made: StackDeployment, name: string): Statement[] =>
  (JSON.parse(String(made.inputs(POLICY, `bucket-${name}`).policy)) as { Statement: Statement[] }).Statement;

const variablesOf = (made: StackDeployment, service: string): Record<string, string> => {
  const { containerDefinitions } = made.named(service, "aws:ecs/taskDefinition:TaskDefinition").inputs;
  const [container] = JSON.parse(String(containerDefinitions)) as { environment: { name: string; value: string }[] }[];
  return Object.fromEntries((container?.environment ?? []).map(({ name, value }) => [name, value]));
};

const resourcesOf = (made: StackDeployment): string[] => made.resources.map(({ type, name }) => `${type} ${name}`);

describe("buckets of the application", () => {
  it("take exactly their variables, statements and place in the S3 endpoint away with one entry of uses", async () => {
    // The worker uses it too, and would keep its place in the endpoint.
    const others = "workers.thumbnails.uses=[database]";
    const made = await deployGrown("grown", [others]);
    const without = await deployGrown("grown", [others, "backend.uses=[database, reports, cache, search, thumbnails]"]);
    const arn = arnOf(made, "uploads");
    expect(lessOf(accessOf(made, "backend"), accessOf(without, "backend"))).to.deep.equal({
      variables: ["UPLOADS_BUCKET", "UPLOADS_PATH"],
      statements: ["UsesUploadsObjects", "UsesUploadsList"],
      egress: [],
      admitted: [arn, `${arn}/*`],
    });
    expect(lessOf(accessOf(without, "backend"), accessOf(made, "backend"))).to.deep.equal({
      variables: [],
      statements: [],
      egress: [],
      admitted: [],
    });
    expect(accessOf(without, "frontend")).to.deep.equal({
      ...accessOf(made, "frontend"),
      admitted: accessOf(without, "backend").admitted,
    });
    expect(resourcesOf(without)).to.have.members(resourcesOf(made));
  });

  it("stay admitted by the S3 endpoint while somebody uses them", async () => {
    const made = await deployGrown("grown");
    const one = await deployGrown("grown", ["backend.uses=[database, uploads]"]);
    expect(accessOf(one, "backend").admitted).to.have.members(accessOf(made, "backend").admitted);
    const spa = await deployGrown("grown", [
      "backend.uses=[database, uploads]",
      "jobs.digest.uses=[database]",
      "frontend=spa",
    ]);
    expect(accessOf(spa, "backend").admitted).not.to.include(arnOf(spa, "reports"));
  });

  it("give rights on their objects and the list of keys, never on themselves", async () => {
    const made = await deployGrown("grown-prod");
    const rights = statementsOf<Statement>(made, "backend-task").filter(({ Sid }) => Sid.startsWith("UsesUploads"));
    const key = made.named("encryption-buckets", "aws:kms/key:Key");
    expect(rights).to.deep.equal([
      {
        Sid: "UsesUploadsObjects",
        Effect: "Allow",
        Action: [
          "s3:GetObject",
          "s3:PutObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
          "s3:DeleteObject",
        ],
        Resource: `${arnOf(made, "uploads")}/*`,
      },
      { Sid: "UsesUploadsList", Effect: "Allow", Action: "s3:ListBucket", Resource: arnOf(made, "uploads") },
      {
        Sid: "UsesUploadsKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: `arn:aws:kms:us-east-1:123456789012:key/${key.id}`,
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  it("tell their users their names, and where they are served", async () => {
    const made = await deployGrown("grown");
    const { UPLOADS_BUCKET, UPLOADS_PATH, REPORTS_BUCKET, REPORTS_PATH } = variablesOf(made, "backend");
    expect([UPLOADS_BUCKET, UPLOADS_PATH, REPORTS_BUCKET, REPORTS_PATH]).to.deep.equal([
      made.named("bucket-uploads", BUCKET).id,
      "/uploads/",
      made.named("bucket-reports", BUCKET).id,
      undefined,
    ]);
    expect(made.outputs.bucketNames).to.deep.equal({ uploads: UPLOADS_BUCKET, reports: REPORTS_BUCKET });
  });

  it("start nobody before they are encrypted and versioned", async () => {
    const made = await deployGrown("grown");
    const service = made.named("frontend", "aws:ecs/service:Service");
    const encryption = made.named(
      "bucket-reports",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    expect(made.waitsFor(service, encryption)).to.equal(true);
    expect(made.waitsFor(service, made.named("bucket-reports", "aws:s3/bucketVersioning:BucketVersioning"))).to.equal(
      true,
    );
  });

  it("delete what is old, broken uploads and what was replaced", async () => {
    const made = await deployGrown("grown");
    const leftovers = {
      id: "leftovers",
      status: "Enabled",
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
    };
    expect(made.inputs(LIFECYCLE, "bucket-uploads").rules).to.deep.equal([
      { id: "expire", status: "Enabled", filter: {}, expiration: { days: 365 } },
      leftovers,
    ]);
    expect(made.inputs(LIFECYCLE, "bucket-reports").rules).to.deep.equal([leftovers]);
  });

  it("are kept in prod with AWS Backup, where they have versions, and go with a dev stack", async () => {
    const prod = await deployGrown("grown-prod", ["buckets.reports.versions=false"]);
    const selection = prod.inputs("aws:backup/selection:Selection", "snapshots").resources as string[];
    expect(selection.filter((arn) => arn.includes(":s3:"))).to.deep.equal([arnOf(prod, "uploads")]);
    expect(
      prod.inputs("aws:s3/bucketVersioning:BucketVersioning", "bucket-reports").versioningConfiguration,
    ).to.deep.equal({
      status: "Suspended",
    });
    const dev = await deployGrown("grown");
    const kept = (made: StackDeployment) => [
      made.named("bucket-uploads", BUCKET).inputs.forceDestroy,
      made.named("bucket-uploads", BUCKET).protect,
    ];
    expect([kept(prod), kept(dev)]).to.deep.equal([
      [false, true],
      [true, false],
    ]);
  });
});

describe("buckets in the browser", () => {
  for (const stack of STACKS) {
    it(`${stack}: pages of the application may send files straight to what takes them, and nothing else may`, async () => {
      const made = await deployGrown(stack);
      const origin =
        stack === "grown" ? `https://${String(made.outputs.distributionDomainName)}` : "https://app.example.com";
      expect(made.all(CORS).map(({ name, inputs }) => [name, inputs.corsRules])).to.deep.equal([
        [
          "bucket-uploads",
          [
            {
              allowedOrigins: [origin],
              allowedMethods: ["GET", "HEAD", "PUT", "POST"],
              allowedHeaders: ["*"],
              exposeHeaders: ["ETag"],
              maxAgeSeconds: 3000,
            },
          ],
        ],
      ]);
      const upload = `https://${made.named("bucket-uploads", BUCKET).id}.s3.us-east-1.amazonaws.com`;
      const { CONTENT_SECURITY_POLICY: policy = "" } = variablesOf(made, "frontend");
      expect(policy.split("; ").find((directive) => directive.startsWith("connect-src"))).to.equal(
        `connect-src 'self' ${upload}`,
      );
      const spa = await deployGrown(stack, ["frontend=spa"]);
      const pages = JSON.stringify(spa.inputs(HEADERS, "edge-page-headers").securityHeadersConfig);
      expect(pages).to.contain(`connect-src 'self' https://${spa.named("bucket-uploads", BUCKET).id}.s3.us-east-1`);
      expect(pages).not.to.contain(spa.named("bucket-reports", BUCKET).id);
    });
  }

  it("are let in for the aliases of the application too, and for no redirect", async () => {
    const set = ["domain.aliases=[two.example.com]", "domain.redirects=[www.example.com]"];
    const made = await deployGrown("grown-prod", set);
    const [rule] = made.inputs(CORS, "bucket-uploads").corsRules as { allowedOrigins: string[] }[];
    expect(rule?.allowedOrigins).to.deep.equal(["https://app.example.com", "https://two.example.com"]);
  });
});

describe("buckets at the edge", () => {
  it("are served under their path, of which the bucket's policy admits nothing else", async () => {
    for (const stack of STACKS) {
      const made = await deployGrown(stack);
      const distribution = made.only(DISTRIBUTION);
      const distributionArn = `arn:aws:cloudfront::123456789012:distribution/${distribution.id}`;
      const arn = arnOf(made, "uploads");
      expect(policyOf(made, "uploads").slice(0, 2)).to.deep.equal([
        {
          Sid: "CloudFrontReads",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${arn}/uploads/*`,
          Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
        },
        {
          Sid: "CloudFrontLists",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:ListBucket",
          Resource: arn,
          Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
        },
      ]);
      expect(policyOf(made, "uploads")[2]).to.include({ Sid: "DenyInsecureTransport", Effect: "Deny" });
      expect(policyOf(made, "reports").map(({ Sid }) => Sid)).to.deep.equal(["DenyInsecureTransport"]);
      const behaviours = distribution.inputs.orderedCacheBehaviors as Record<string, unknown>[];
      expect(behaviours.filter(({ pathPattern }) => pathPattern === "/uploads/*")).to.deep.equal([
        {
          pathPattern: "/uploads/*",
          targetOriginId: "bucket-uploads",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD", "OPTIONS"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
          responseHeadersPolicyId: made.named("edge-bucket-headers", HEADERS).id,
        },
      ]);
    }
  });

  it("are served so that nothing in them runs as the application", async () => {
    const made = await deployGrown("grown", ["frontend=spa"]);
    const { securityHeadersConfig, customHeadersConfig } = made.inputs(HEADERS, "edge-bucket-headers");
    expect(securityHeadersConfig).to.deep.include({
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; sandbox", override: true },
      contentTypeOptions: { override: true },
    });
    expect((customHeadersConfig as { items: unknown[] }).items).to.deep.include({
      header: "Content-Disposition",
      value: "attachment",
      override: true,
    });
  });

  it("keep one policy under one name, whether or not they are served", async () => {
    const made = await deployGrown("grown");
    const not = await deployGrown("grown", ["buckets.uploads={}"]);
    expect(not.named("bucket-uploads", POLICY).urn).to.equal(made.named("bucket-uploads", POLICY).urn);
    expect(policyOf(not, "uploads").map(({ Sid }) => Sid)).to.deep.equal(["DenyInsecureTransport"]);
    expect(not.all(HEADERS).map(({ name }) => name)).not.to.include("edge-bucket-headers");
  });

  it("are decrypted by distributions of the account alone, with a key that encrypts nothing else", async () => {
    const made = await deployGrown("grown-prod");
    const key = made.named("encryption-buckets", "aws:kms/key:Key");
    const { Statement: statements } = JSON.parse(String(key.inputs.policy)) as { Statement: Statement[] };
    expect(statements.slice(1)).to.deep.equal([
      {
        Sid: "CloudFront",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/*" } },
      },
    ]);
    const unserved = await deployGrown("grown-prod", ["buckets.uploads={}"]);
    expect(String(unserved.named("encryption-buckets", "aws:kms/key:Key").inputs.policy)).not.to.contain("cloudfront");
  });
});
