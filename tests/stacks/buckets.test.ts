import { expect } from "chai";

import { accessOf, lessOf, statementsOf } from "../support/access";
import { type StackDeployment } from "../support/deploy-stack";
import { deployGrown } from "../support/grown";
import { arnOf, BUCKET, type Statement, variablesOf } from "./bucket-inputs";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

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
