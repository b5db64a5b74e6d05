import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { documentAt } from "../../../tools/preview/baseline";

describe("the document of a git revision", () => {
  const dev = { stack: "dev", set: [] };
  let folder: string;
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  const commit = (preview: string): void => {
    writeFileSync(join(folder, "tools/preview/cli.ts"), preview);
    git("add", "tools");
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "a revision");
  };
  const printing = (version: number): string =>
    `const args: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify({ version: ${version}, config: { args } }));\n`;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "baseline-test-"));
    mkdirSync(join(folder, "tools/preview"), { recursive: true });
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
    git("init", "-q");
    commit(printing(1));
    commit(printing(99));
    commit('console.error("no such stack"); process.exitCode = 1;\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("comes from that revision's own preview, with the same stack, folder and settings", () => {
    const document = documentAt("HEAD~2", { stack: "prod", set: ["frontend=spa"], folder: "stacks" }, folder);
    expect(document).to.deep.equal({
      version: 1,
      config: { args: ["--json", "--stack", "prod", "--stacks", "stacks", "--set", "frontend=spa"] },
    });
    expect(git("worktree", "list").trim().split("\n")).to.have.length(1);
  });

  it("has the built pages as files, not as a link, since images are tagged by their files", () => {
    mkdirSync(join(folder, "app/frontend/build"), { recursive: true });
    commit(
      `import { lstatSync } from "node:fs";\nconst isLink = lstatSync("app/frontend/build").isSymbolicLink();\nconsole.log(JSON.stringify({ version: 1, isLink }));\n`,
    );
    expect(documentAt("HEAD", dev, folder)).to.deep.equal({ version: 1, isLink: false });
    git("reset", "-q", "--hard", "HEAD~1");
  });

  it("refuses other versions, failing previews and unknown revisions, and leaves nothing behind", () => {
    expect(() => documentAt("HEAD~1", dev, folder)).to.throw(
      "its document has version 99, this preview reads version 1",
    );
    expect(() => documentAt("HEAD", dev, folder)).to.throw("the preview of that revision failed.\nno such stack");
    expect(() => documentAt("nowhere", dev, folder)).to.throw(/--diff git:nowhere: .*nowhere/);
    expect(git("worktree", "list").trim().split("\n")).to.have.length(1);
  });
});
