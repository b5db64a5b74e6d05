import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { folderProblems } from "../../../stacks/config/folders";
import { parse } from "./raw";

describe("folders that the configuration names", () => {
  let scratch: string;
  const at = (...parts: string[]): string => join(scratch, ...parts);

  before(() => {
    scratch = mkdtempSync(join(tmpdir(), "folders-"));
    mkdirSync(at("empty"));
    mkdirSync(at("image"));
    writeFileSync(at("image", "Dockerfile"), "FROM scratch\n");
  });
  after(() => {
    rmSync(scratch, { recursive: true });
  });

  const image = (folder: string) => ({ image: { build: at(folder) } });
  const problemsOf = (webapp: Record<string, unknown>): string[] =>
    folderProblems(parse(webapp)).map(({ key, value, fix }) => `${key} = ${String(value).replace(scratch, "")} ${fix}`);

  it("are all looked for at once", () => {
    const missing = "is no folder: create it, or name an image by its uri";
    const webapp = { backend: image("a"), backup: image("b"), ssr: { ...image("c"), assets: at("d") } };
    expect(problemsOf(webapp)).to.deep.equal([
      `webapp:backend.image.build = /a ${missing}`,
      `webapp:ssr.image.build = /c ${missing}`,
      `webapp:backup.image.build = /b ${missing}`,
      "webapp:ssr.assets = /d/assets is no folder with files: build it first (npm run prepare)",
    ]);
  });

  it("need a Dockerfile, or the files of the site", () => {
    const webapp = { frontend: "spa", backend: image("image"), backup: image("empty"), spa: { content: at("empty") } };
    expect(problemsOf(webapp)).to.deep.equal([
      "webapp:backup.image.build = /empty has no Dockerfile: add one, or name an image by its uri",
      "webapp:spa.content = /empty is no folder with files: build it first (npm run prepare)",
    ]);
  });

  it("must be a site, and every folder of assets is looked at", () => {
    const uri = { image: { uri: "public.ecr.aws/docker/library/httpd:2.4" } };
    const rest = { backend: uri, backup: uri };
    expect(problemsOf({ ...rest, frontend: "spa", spa: { content: at("image") } })).to.deep.equal([
      "webapp:spa.content = /image has Dockerfile: it holds sources; name the folder that the build writes",
      "webapp:spa.content = /image has no index.html at its root",
    ]);
    const assets = [
      { folder: at("empty"), prefix: "/_nuxt" },
      { folder: at("image"), prefix: "/images" },
    ];
    expect(problemsOf({ ...rest, frontend: "ssr", ssr: { ...uri, assets } })).to.deep.equal([
      "webapp:ssr.assets.0 = /empty is no folder with files: build it first (npm run prepare)",
      "webapp:ssr.assets.1 = /image has Dockerfile: it holds sources; name the folder that the build writes",
    ]);
  });

  it("must not hold more inline scripts than a policy can name", () => {
    const uri = { image: { uri: "public.ecr.aws/docker/library/httpd:2.4" } };
    mkdirSync(at("scripts"), { recursive: true });
    const scripts = Array.from({ length: 30 }, (_, index) => `<script>run(${index})</script>`);
    writeFileSync(at("scripts", "index.html"), scripts.join(""));
    const [problem, ...more] = problemsOf({
      backend: uri,
      backup: uri,
      frontend: "spa",
      spa: { content: at("scripts") },
    });
    expect(problem).to.match(/contentSecurityPolicy.* \d+ characters, the hashes of 30 inline scripts among them/);
    expect(more).to.deep.equal([]);
  });

  it("are only those of the variant, and none for images by uri", () => {
    const uri = { image: { uri: "public.ecr.aws/docker/library/httpd:2.4" } };
    const webapp = { frontend: "spa", backend: uri, backup: uri, ssr: image("a"), spa: { content: at("site") } };
    mkdirSync(at("site"));
    writeFileSync(at("site", "index.html"), "<h1>");
    expect(problemsOf(webapp)).to.deep.equal([]);
  });
});
