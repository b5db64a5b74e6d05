import { createHash } from "node:crypto";

import { expect } from "chai";
import fc from "fast-check";

import { siteFiles } from "../../../components/edge";
import { isShared } from "../../../components/edge/shared-paths";
import { RELEASE_NAME, releaseOf } from "../../../components/edge/site-release";
import { FUNCTION_BYTES, type ViewerRequest, viewerRequestCode } from "../../../components/edge/viewer-request";
import { runViewerFunction, type ViewerResult } from "../../../tools/local/edge/viewer-function";
import { withFolder } from "../../components/edge-support";
import { buildTrees } from "../../fixtures/build-trees";

const codeOf = (settings: ViewerRequest = {}): string =>
  viewerRequestCode({ ...settings, releases: true }, true) ?? expect.fail("nothing to run");

const view = (
  uri: string,
  {
    store,
    settings,
    headers = {},
  }: {
    store?: ReadonlyMap<string, string>;
    settings?: ViewerRequest;
    headers?: Record<string, { value: string }>;
  } = {},
): Promise<ViewerResult> =>
  runViewerFunction({ code: codeOf(settings), store }, { method: "GET", uri, querystring: {}, headers }, "192.0.2.1");

async function uriOf(uri: string, store?: ReadonlyMap<string, string>): Promise<string> {
  const result = await view(uri, { ...(store && { store }) });
  return "uri" in result ? result.uri : expect.fail("answered itself");
}

const CURRENT = new Map([["current", "r123456789abcdef"]]);

describe("releases at the edge", () => {
  for (const [from, to] of [
    ["/", "/releases/r123456789abcdef/index.html"],
    ["/notes/42/edit", "/releases/r123456789abcdef/index.html"],
    ["/about/index.html", "/releases/r123456789abcdef/about/index.html"],
    ["/manifest.webmanifest", "/releases/r123456789abcdef/manifest.webmanifest"],
    ["/sw.js", "/releases/r123456789abcdef/sw.js"],
    ["/serviceWorker.js", "/releases/r123456789abcdef/serviceWorker.js"],
    ["/robots.txt", "/releases/r123456789abcdef/robots.txt"],
    ["/releases/redcba987654321/index.html", "/releases/r123456789abcdef/releases/redcba987654321/index.html"],
    ["/assets/entry.client-DGpszYqW.js", "/assets/entry.client-DGpszYqW.js"],
    ["/main-5TQLWAGM.js", "/main-5TQLWAGM.js"],
    ["/static/js/main.3f9a2b1c.chunk.js", "/static/js/main.3f9a2b1c.chunk.js"],
  ] as const) {
    it(`answers ${from} with ${to}`, async () => {
      expect(await uriOf(from, CURRENT)).to.equal(to);
    });
  }

  it("gives the newest, at their own paths, without a key or a store that answers", async () => {
    expect(await uriOf("/notes", new Map())).to.equal("/index.html");
    expect(await uriOf("/sw.js", new Map())).to.equal("/sw.js");
  });

  it("decides by the name alone what is uploaded for all releases, as the function does by the path", async () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9._-]{1,14}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 3 }), async (segments) => {
        const key = `${segments.join("/")}.js`;
        expect(await uriOf(`/${key}`, CURRENT)).to.equal(
          isShared(key) ? `/${key}` : `/releases/r123456789abcdef/${key}`,
        );
      }),
      { seed: 20261126, numRuns: 200 },
    );
  });

  for (const [framework, { prefix, hashed }] of Object.entries(buildTrees)) {
    it(`shares what ${framework} has hashed, so that pages which are still open find it`, () => {
      expect(hashed.filter((name) => !isShared(`${prefix.slice(1)}/${name}`))).to.deep.equal([]);
    });
  }

  it("asks for the password first, and fits CloudFront's limit with as much as the configuration takes", async () => {
    const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
    const networks = Array.from({ length: 50 }, (_, index) => `2001:db8:ffff:ffff:ffff:ffff:ffff:${index}/128`);
    const access = { networks, credentials: ["a:b", "c:d", "e:f", "g:h", "i:j"].map(hash) };
    const settings = {
      access,
      redirect: { to: "a".repeat(253), from: Array.from({ length: 9 }, () => "a".repeat(253)) },
    };
    expect(Buffer.byteLength(codeOf(settings))).to.be.lessThan(FUNCTION_BYTES);
    expect(codeOf(settings)).not.to.contain("require(");
    expect(await view("/notes", { store: CURRENT, settings })).to.include({ statusCode: 401 });
    const headers = { authorization: { value: `Basic ${Buffer.from("c:d").toString("base64")}` } };
    expect(await view("/notes", { store: CURRENT, settings, headers })).to.include({
      uri: "/releases/r123456789abcdef/index.html",
    });
  });
});

describe("a release of a site", () => {
  const built = { "index.html": "<html>", "sw.js": "self", "assets/app-4f2c1d3e.js": "1" };
  const release = (files: Readonly<Record<string, string>>) =>
    withFolder(files, (folder) => releaseOf(siteFiles(folder, "npm run prepare")));

  it("holds pages and what belongs to them, to be kept, and no assets", () => {
    const { name, files } = release(built);
    expect(name).to.match(RELEASE_NAME);
    expect(files.map(({ key, cacheControl, keep }) => [key, cacheControl, keep])).to.deep.equal([
      [`releases/${name}/index.html`, "no-cache", true],
      [`releases/${name}/sw.js`, "public, max-age=300", true],
    ]);
  });

  it("is named after keys and contents, wherever it was built", () => {
    const { name } = release(built);
    expect(release({ ...built }).name).to.equal(name);
    expect(release({ ...built, "assets/app-4f2c1d3e.js": "2" }).name).to.equal(name);
    expect(release({ ...built, "sw.js": "other" }).name).not.to.equal(name);
    expect(release({ "index.html": "<html>", "sw2.js": "self" }).name).not.to.equal(name);
  });
});
