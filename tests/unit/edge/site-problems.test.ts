import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { SITE_LIMITS, siteFolderProblems } from "../../../components/edge/site-problems";
import { withFolder } from "../../components/edge-support";

const SITE = { "index.html": "<h1>", "assets/app.js": "1" };

const problemsOf = (
  files: Readonly<Record<string, string>>,
  prepare: (folder: string) => void = () => undefined,
  isWholeSite = true,
): string[] =>
  withFolder(files, (folder) => {
    prepare(folder);
    return siteFolderProblems(folder, isWholeSite);
  });

describe("a folder that is published", () => {
  it("is a site when it has pages and what belongs to them, links within it and .well-known", () => {
    const files = { ...SITE, ".well-known/security.txt": "Contact:" };
    const link = (folder: string) => {
      symlinkSync("index.html", join(folder, "home.html"));
    };
    expect(problemsOf(files, link)).to.deep.equal([]);
  });

  for (const [what, files, says] of [
    ["a repository", { ".git/config": "" }, "has hidden files, which a site does not need: .git"],
    ["secrets", { "deep/.env.local": "TOKEN=1" }, "has hidden files, which a site does not need: deep/.env.local"],
    ["packages", { "node_modules/a/index.js": "", "package.json": "{}" }, "holds sources"],
    ["a name that no browser can ask for", { "a\nb.txt": "" }, "has names that cannot be keys of a bucket: a\\nb.txt"],
  ] as const) {
    it(`is refused with ${what}`, () => {
      expect(problemsOf({ ...SITE, ...files }).join("\n")).to.contain(says);
    });
  }

  it("needs an index.html if it is a whole site, and none if it is assets", () => {
    expect(problemsOf({ "assets/index.html": "" })).to.deep.equal(["has no index.html at its root"]);
    expect(problemsOf({ "app.js": "" }, undefined, false)).to.deep.equal([]);
  });

  it("is refused with links that lead out of it, to a folder, or nowhere", () => {
    const links = (folder: string) => {
      writeFileSync(join(folder, "../outside.txt"), "secret");
      symlinkSync("../outside.txt", join(folder, "out.txt"));
      symlinkSync("assets", join(folder, "copy"));
      symlinkSync("gone.txt", join(folder, "dangling.txt"));
    };
    const [problem, ...more] = problemsOf(SITE, links);
    expect(problem).to.contain("out.txt").and.contain("copy").and.contain("dangling.txt");
    expect(more).to.deep.equal([]);
  });

  it("is refused when it is absurdly large, without being read", () => {
    const large = (folder: string) => {
      for (let index = 0; index < 11; index++) {
        writeFileSync(join(folder, `video-${index}.mp4`), "");
        truncateSync(join(folder, `video-${index}.mp4`), SITE_LIMITS.fileBytes + 1);
      }
    };
    const problems = problemsOf(SITE, large);
    expect(problems[0]).to.equal("has files of more than 100 MiB: video-0.mp4, video-1.mp4, video-10.mp4 and 8 more");
    expect(problems[1]).to.match(/^has 1100 MiB; a site has 1024 MiB at most$/);
  });

  it("is refused when it has absurdly many files", () => {
    const many = (folder: string) => {
      mkdirSync(join(folder, "many"));
      // Names of one file: they are made and removed much faster than files are.
      writeFileSync(join(folder, "many/0.txt"), "");
      for (let index = 1; index <= SITE_LIMITS.files; index++)
        linkSync(join(folder, "many/0.txt"), join(folder, `many/${index}.txt`));
    };
    expect(problemsOf(SITE, many)).to.deep.equal([
      "has more than 5000 files, each of which is a resource of the stack",
    ]);
  });

  it("says everything at once", () => {
    expect(problemsOf({ ".env": "", "package.json": "" })).to.have.length(3);
  });
});
