import { expect } from "chai";

import { siteFiles, StaticSite } from "../../components/edge";
import { deploy } from "@toolkit/offline/testing";
import { file, site, withFolder } from "./edge-support";
import { account } from "./infrastructure-support";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

describe("StaticSite", () => {
  it("makes one private, versioned bucket", async () => {
    const made = await deploy(() => site([file("index.html", false)]));
    expect(made.inputs("aws:s3/bucket:Bucket")).to.deep.equal({
      bucketPrefix: "webapp-dev-site-",
      forceDestroy: false,
    });
    expect(made.inputs("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(made.inputs("aws:s3/bucketOwnershipControls:BucketOwnershipControls").rule).to.deep.equal({
      objectOwnership: "BucketOwnerEnforced",
    });
    expect(made.inputs("aws:s3/bucketVersioning:BucketVersioning").versioningConfiguration).to.deep.equal({
      status: "Enabled",
    });
    expect(
      made.inputs("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").rules,
    ).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
    ]);
    expect(made.inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").rules).to.deep.equal([
      {
        id: "replaced-versions",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(made.resources.filter(({ custom }) => custom)).to.have.length(7);
  });

  it("leaves the bucket's one policy to the edge", async () => {
    const made = await deploy(() => site());
    expect(made.all("aws:s3/bucketPolicy:BucketPolicy")).to.have.length(0);
  });

  it("uploads pages after what they refer to, and keeps immutable files", async () => {
    const made = await deploy(() => site());
    const page = made.named("site/index.html");
    const asset = made.named("site/assets/app-1.js");
    expect(page.dependsOn).to.include(asset.urn);
    expect(asset.dependsOn).not.to.include(page.urn);
    expect([page.retainOnDelete, asset.retainOnDelete]).to.deep.equal([false, true]);
    expect(asset.inputs).to.include({
      key: "assets/app-1.js",
      contentType: "text/plain",
      cacheControl: "public, max-age=31536000, immutable",
    });
  });

  it("chains public access block behind ownership, since S3 refuses both at once", async () => {
    const made = await deploy(() => site());
    const block = made.only("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    expect(made.waitsFor(block, "aws:s3/bucketOwnershipControls:BucketOwnershipControls")).to.equal(true);
    const lifecycle = made.only("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(made.waitsFor(lifecycle, "aws:s3/bucketVersioning:BucketVersioning")).to.equal(true);
  });

  it("stands twice in one stack", async () => {
    const made = await deploy(() =>
      ["one", "two"].map((name) => new StaticSite(name, { account, files: [file("index.html", false)] })),
    );
    expect(made.all("aws:s3/bucket:Bucket")).to.have.length(2);
    expect(made.all(OBJECT).map(({ name }) => name)).to.have.members(["one/index.html", "two/index.html"]);
  });
});

describe("siteFiles", () => {
  const files = {
    "index.html": "<html>",
    "assets/app-1a2b.js": "1",
    "assets/app.css": "2",
    "favicon.svg": "3",
    "data.zzz": "4",
  };

  it("describes each file with type and cache header", () => {
    const listed = withFolder(files, (folder) => siteFiles(folder, "npm run prepare"));
    expect(
      listed.map(({ key, contentType, cacheControl, immutable }) => [key, contentType, cacheControl, immutable]),
    ).to.deep.equal([
      ["assets/app-1a2b.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", true],
      ["assets/app.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable", true],
      ["data.zzz", "application/octet-stream", "public, max-age=300", false],
      ["favicon.svg", "image/svg+xml", "public, max-age=300", false],
      ["index.html", "text/html; charset=utf-8", "no-cache", false],
    ]);
  });

  it("takes only the assets when asked", () => {
    const keys = withFolder(files, (folder) => siteFiles(folder, "npm run prepare", "assets/").map(({ key }) => key));
    expect(keys).to.deep.equal(["assets/app-1a2b.js", "assets/app.css"]);
  });

  it("names the command that builds a missing or empty folder", () => {
    expect(() => siteFiles("/nowhere/at/all", "npm run prepare")).to.throw(
      "Folder /nowhere/at/all does not exist. Build it first: npm run prepare",
    );
    withFolder({}, (folder) => {
      expect(() => siteFiles(folder, "npm run prepare")).to.throw(
        `Folder ${folder} has no files. Build them first: npm run prepare`,
      );
    });
    withFolder({ "index.html": "" }, (folder) => {
      expect(() => siteFiles(folder, "npm run prepare", "assets/")).to.throw("has no files under assets/");
    });
  });
});
