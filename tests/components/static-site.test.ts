import { expect } from "chai";

import { siteFiles, StaticSite } from "../../components/edge";
import { deploy } from "@toolkit/offline/testing";
import { buildTrees } from "../fixtures/build-trees";
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
    "assets/app-4f2c1d3e.js": "1",
    "assets/app.css": "2",
    "favicon.svg": "3",
    "data.zzz": "4",
  };

  it("describes each file with type and cache header", () => {
    const listed = withFolder(files, (folder) => siteFiles(folder, "npm run prepare"));
    expect(
      listed.map(({ key, contentType, cacheControl, keep }) => [key, contentType, cacheControl, keep]),
    ).to.deep.equal([
      ["assets/app-4f2c1d3e.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", true],
      ["assets/app.css", "text/css; charset=utf-8", "public, max-age=300", true],
      ["data.zzz", "application/octet-stream", "public, max-age=300", false],
      ["favicon.svg", "image/svg+xml", "public, max-age=300", false],
      ["index.html", "text/html; charset=utf-8", "no-cache", false],
    ]);
  });

  it("puts a folder under the path that it is served under, and keeps nothing for ever when told so", () => {
    const prefix = "/_next/static";
    const hashed = { "css/f8c2a1e07b3d9456.css": "1" };
    const listed = (immutable: "hashed" | "none") =>
      withFolder(hashed, (folder) => siteFiles(folder, "npm run prepare", { prefix, immutable }));
    expect(listed("hashed")).to.have.length(1);
    expect(listed("hashed")[0]).to.include({ key: "_next/static/css/f8c2a1e07b3d9456.css", keep: true });
    expect(listed("none")[0]).to.include({ cacheControl: "public, max-age=300", keep: false });
  });

  for (const [framework, { prefix, hashed, unhashed }] of Object.entries(buildTrees)) {
    it(`lets browsers keep for ever exactly what ${framework} has hashed`, () => {
      const tree = Object.fromEntries([...hashed, ...unhashed].map((name) => [name, name]));
      const listed = withFolder(tree, (folder) => siteFiles(folder, "npm run prepare", { prefix }));
      const forEver = listed.filter(({ cacheControl }) => cacheControl.includes("immutable")).map(({ key }) => key);
      expect(forEver).to.deep.equal(hashed.map((name) => `${prefix.slice(1)}/${name}`).sort());
      expect(listed.every(({ keep }) => keep)).to.equal(true);
    });
  }

  it("never lets browsers keep a page, whatever its name is", () => {
    const listed = withFolder({ "index-4f2c1d3e.html": "" }, (folder) => siteFiles(folder, "npm run prepare"));
    expect(listed[0]).to.include({ cacheControl: "no-cache", keep: false });
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
  });
});
