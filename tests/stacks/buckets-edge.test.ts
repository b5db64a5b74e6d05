import { expect } from "chai";

import { type StackDeployment } from "../support/deploy-stack";
import { deployGrown, type GrownStack } from "../support/grown";
import { arnOf, BUCKET, type Statement, variablesOf } from "./bucket-inputs";

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const CORS = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const STACKS: readonly GrownStack[] = ["grown", "grown-prod"];

const policyOf = (made: StackDeployment, name: string): Statement[] =>
  (JSON.parse(String(made.inputs(POLICY, `bucket-${name}`).policy)) as { Statement: Statement[] }).Statement;

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
