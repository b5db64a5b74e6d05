import { deploy } from "@toolkit/offline/testing";
import { expect } from "chai";

import { Edge, SiteReleases } from "../../components/edge";
import { file, site } from "./edge-support";
import { account } from "./infrastructure-support";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const STORE = "aws:cloudfront/keyValueStore:KeyValueStore";
const KEY = "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey";
const FUNCTION = "aws:cloudfront/function:Function";

const files = [file("assets/app-1.js", true), file("index.html", false), file("sw.js", false)];

const releases = (current?: string) =>
  deploy(() => {
    const made = site(files);
    const found = new SiteReleases("site-releases", { account, site: made, files, current });
    new Edge("edge", { account, site: made, releases: found, pages: { kind: "stored" }, ready: made.objects });
    return found;
  });

const rewriteOf = (made: Awaited<ReturnType<typeof releases>>) =>
  made.only(FUNCTION) as { inputs: { keyValueStoreAssociations: string[]; code: string } } & ReturnType<
    typeof made.only
  >;

/** Of the three files: `LICENSE` of this repository under two keys. */
const nameIn = (key: unknown): string => String(key).split("/")[1] ?? "";

describe("SiteReleases", () => {
  it("uploads pages and what belongs to them once more, under the release's own prefix, after all that they name", async () => {
    const made = await releases();
    const own = made.all(OBJECT).filter(({ name }) => name.startsWith("site-releases/"));
    const release = nameIn(own[0]?.inputs.key);
    expect(
      own.map(({ name, inputs, retainOnDelete }) => [name, inputs.key, inputs.cacheControl, retainOnDelete]),
    ).to.deep.equal(
      ["index.html", "sw.js"].map((name) => [
        `site-releases/releases/${release}/${name}`,
        `releases/${release}/${name}`,
        "no-cache",
        true,
      ]),
    );
    for (const object of own) expect(object.dependsOn).to.include(made.named("site/assets/app-1.js").urn);
    expect(made.all(OBJECT)).to.have.length(5);
  });

  it("names the release in a store of one key, once its files are there", async () => {
    const made = await releases();
    const object = made.all(OBJECT).find(({ name }) => name.endsWith("/sw.js") && name.startsWith("site-releases/"));
    expect(made.inputs(STORE)).to.deep.equal({
      name: "webapp-dev-site-releases",
      comment: "Names the release of the site that viewers get",
    });
    const key = made.only(KEY);
    expect(key.inputs).to.deep.equal({
      keyValueStoreArn: rewriteOf(made).inputs.keyValueStoreAssociations[0],
      key: "current",
      value: nameIn(object?.inputs.key),
    });
    expect(key.dependsOn).to.include(object?.urn);
  });

  it("gives viewers another release than the newest when told so", async () => {
    const made = await releases("r123456789abcdef");
    expect(made.only(KEY).inputs.value).to.equal("r123456789abcdef");
    expect(made.all(OBJECT).some(({ name }) => name.includes("r123456789abcdef"))).to.equal(false);
  });

  it("lets the function for pages read the store, which names a release before the function asks", async () => {
    const made = await releases();
    const rewrite = rewriteOf(made);
    expect(rewrite.inputs.keyValueStoreAssociations).to.have.length(1);
    expect(rewrite.inputs.keyValueStoreAssociations[0]).to.match(
      /^arn:aws:cloudfront::123456789012:key-value-store\/[0-9a-f-]{36}$/,
    );
    expect(made.waitsFor(rewrite, STORE)).to.equal(true);
    expect(rewrite.inputs.code).to.contain("import cf from 'cloudfront';\nvar store = cf.kvs();\n");
    expect(made.waitsFor(rewrite, KEY)).to.equal(true);
  });
});
