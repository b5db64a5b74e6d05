import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { documentAt } from "../../../tools/preview/baseline";
import { refusal } from "../../support/refusal";

const dev = { stack: "dev", set: [] };

describe("the document of a git revision", () => {
  let folder: string;
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  /** A revision that has these files and what those before it had. */
  const commit = (tag: string, files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      git("add", path);
    }
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", tag);
    git("tag", tag);
  };
  const printing = (version: number): string =>
    `const args: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify({ version: ${version}, config: { args } }));\n`;
  const askingPackage =
    'import { name } from "@toolkit/named";\nconsole.log(JSON.stringify({ version: 1, config: { name } }));\n';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "baseline-test-"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
    git("init", "-q");
    commit("none", { "README.md": "nothing to preview" });
    commit("old-house", { "preview/cli.ts": printing(1) });
    git("rm", "-q", "preview/cli.ts");
    commit("new-house", { "tools/preview/cli.ts": printing(1) });
    commit("other-version", { "tools/preview/cli.ts": printing(99) });
    commit("failing", { "tools/preview/cli.ts": 'console.error("no such stack"); process.exitCode = 1;\n' });
    commit("pages", {
      "tools/preview/cli.ts": `import { lstatSync } from "node:fs";\nconst isLink = lstatSync("app/frontend/build").isSymbolicLink();\nconsole.log(JSON.stringify({ version: 1, isLink }));\n`,
    });
    const manifest = (name: string) => JSON.stringify({ name, exports: "./index.ts" });
    commit("own-package", {
      "package.json": JSON.stringify({ workspaces: ["packages/*"] }),
      "packages/named/package.json": manifest("@toolkit/named"),
      "packages/named/index.ts": 'export const name = "then";\n',
      "tools/preview/cli.ts": askingPackage,
    });
    commit("renamed-package", {
      "packages/named/package.json": manifest("@toolkit/renamed"),
      "packages/named/index.ts": 'export const name = "now";\n',
      "tools/preview/cli.ts": askingPackage.replace("@toolkit/named", "@toolkit/renamed"),
    });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const house of ["old-house", "new-house"]) {
    it(`comes from that revision's own preview in the ${house}, with the same stack, folder and settings`, async () => {
      const document = await documentAt(house, { stack: "prod", set: ["frontend=spa"], folder: "stacks" }, folder);
      expect(document).to.deep.equal({
        version: 1,
        config: { args: ["--json", "--stack", "prod", "--stacks", "stacks", "--set", "frontend=spa"] },
      });
    });
  }

  it("is made with the packages of that revision, not with those at hand", async () => {
    expect(await documentAt("own-package", dev, folder)).to.deep.equal({ version: 1, config: { name: "then" } });
    expect(await documentAt("renamed-package", dev, folder)).to.deep.equal({ version: 1, config: { name: "now" } });
  });

  it("has the built pages as files, not as a link, since images are tagged by their files", async () => {
    mkdirSync(join(folder, "app/frontend/build"), { recursive: true });
    expect(await documentAt("pages", dev, folder)).to.deep.equal({ version: 1, isLink: false });
  });

  it("is refused for other versions, failing previews, and revisions without one", async () => {
    expect(await refusal(documentAt("other-version", dev, folder))).to.equal(
      "--diff git:other-version: its document has version 99, this preview reads version 1.",
    );
    expect(await refusal(documentAt("failing", dev, folder))).to.equal(
      "--diff git:failing: the preview of that revision failed.\nno such stack",
    );
    expect(await refusal(documentAt("none", dev, folder))).to.contain("has no offline preview");
  });

  for (const revision of ["nowhere", "--lock", "--help", "-h", "", "HEAD:README.md"]) {
    it(`is refused for "${revision}", which is no revision and no option to git`, async () => {
      expect(await refusal(documentAt(revision, dev, folder))).to.equal(
        `--diff git:${revision}: there is no revision "${revision}" in this repository.`,
      );
    });
  }
});
