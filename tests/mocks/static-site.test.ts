import { expect } from "chai";

import { siteFiles, StaticSite } from "../../components/edge";
import { deploy, type Made, ofType, valueOf } from "./mocks";

const account = { prefix: "webapp-test", accountId: "123456789012", region: "us-east-1", partition: "aws" };

describe("StaticSite on its own", () => {
  let made: Made[];
  let site: StaticSite;

  before(async () => {
    made = await deploy(() => {
      const files = siteFiles("tests/fixtures/site", "npm run prepare");
      site = new StaticSite("site", { account, files });
    });
  });

  const inputsOf = (type: string): unknown => ofType(made, type)[0]?.inputs;

  it("keeps the bucket private", () => {
    expect(inputsOf("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("lets browsers keep assets for a year, and ask again for pages", () => {
    const cached = ofType(made, "aws:s3/bucketObjectv2:BucketObjectv2").map(({ inputs }) => [
      inputs.key,
      inputs.cacheControl,
    ]);
    expect(cached).to.have.deep.members([
      ["assets/app-4f2c1d3e.js", "public, max-age=31536000, immutable"],
      ["index.html", "no-cache"],
    ]);
  });

  it("tells the ARN of its bucket", async () => {
    expect(await valueOf(site.bucketArn)).to.equal("arn:aws:test:us-east-1:123456789012:site");
  });
});
