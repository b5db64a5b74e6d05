import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";

import { differences } from "../../../tools/ci/same-graphs/differences";

const resource = (name: string, inputs: object, more: object = {}) => ({
  urn: `urn:pulumi:dev::webapp::aws:s3/bucket:Bucket::${name}`,
  type: "aws:s3/bucket:Bucket",
  name,
  inputs,
  ...more,
});
const shown = (name: string): string => `aws:s3/bucket:Bucket ${name} (${resource(name, {}).urn})`;
const document = (resources: object[], more: object = {}): string => JSON.stringify({ version: 1, resources, ...more });

describe("the difference between graphs", () => {
  const before = document([resource("site", { tags: { a: 1 } }), resource("dumps", {})], { outputs: { url: "x" } });

  it("is nothing for the same bytes, whatever the tags of images", () => {
    expect(differences(before, before)).to.deep.equal([]);
    const image = (hash: string) =>
      document([resource("image", { imageTag: `${hash}-abcdef`, uri: `1.dkr/webapp/backend:${hash}-abcdef` })]);
    expect(differences(image("0123456789abcdef0123"), image("3210fedcba9876543210"))).to.deep.equal([]);
  });

  it("names each resource that came, went or changed, and what changed of it", () => {
    const after = document([resource("site", { tags: { a: 2, b: 1 } }, { protect: true }), resource("logs", {})], {
      outputs: { url: "y" },
    });
    expect(differences(before, after)).to.deep.equal([
      `- ${shown("dumps")}`,
      `~ ${shown("site")}: inputs.tags.a, inputs.tags.b, protect`,
      `+ ${shown("logs")}`,
      "~ outputs.url",
    ]);
  });

  it("is also another order", () => {
    const after = document([resource("dumps", {}), resource("site", { tags: { a: 1 } })], { outputs: { url: "x" } });
    expect(differences(before, after)).to.deep.equal(["~ the order of resources or fields"]);
  });
});

describe("npm run toolkit -- same-graphs", () => {
  let folder: string;
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  /** A preview that has one bucket, whose tag is given, in the variant and stack that are asked for. */
  const preview = (tag: string): string =>
    `const args: string[] = process.argv.slice(2);\nconst isChanged = args.includes("prod") && args.includes("frontend=spa");\nconsole.log(JSON.stringify({ resources: [{ urn: "u", type: "t", name: "n", inputs: { tag: isChanged ? "${tag}" : "same" } }] }));\n`;
  const commit = (tag: string, house: string, value: string): void => {
    git("rm", "-r", "-q", "--ignore-unmatch", "preview", "tools");
    write(`${house}/cli.ts`, preview(value));
    write(`${house}/bootstrap-cli.ts`, preview("same"));
    git("add", house);
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", tag);
    git("tag", tag);
  };
  const run = (...revisions: string[]) => {
    const args = ["--require", resolve("node_modules/tsx/dist/cjs/index.cjs"), resolve("tools/cli.ts"), "same-graphs"];
    const { stdout, stderr, status } = spawnSync(process.execPath, [...args, ...revisions], {
      cwd: folder,
      encoding: "utf8",
    });
    return { stdout, stderr, status };
  };
  const SAME = "The 5 graphs are the same: dev ssr, dev spa, prod ssr, prod spa, bootstrap.\n";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "same-graphs-test-"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
    git("init", "-q");
    commit("old-house", "preview", "a");
    commit("moved", "tools/preview", "a");
    commit("changed", "tools/preview", "b");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("finds revisions of the old and the new house the same", () => {
    expect(run("old-house", "moved")).to.deep.equal({ stdout: SAME, stderr: "", status: 0 });
  });

  it("says which resource of which graph the files at hand have changed", () => {
    const stderr = "prod spa: ~ t n (u): inputs.tag\n";
    expect(run("moved")).to.deep.equal({ stdout: "", stderr, status: 1 });
    expect(run("changed")).to.deep.equal({ stdout: SAME, stderr: "", status: 0 });
  });

  it("refuses what is no revision", () => {
    expect(run("nowhere").stderr).to.equal('there is no revision "nowhere" in this repository.\n');
    expect(run("--lock").stderr).to.contain("Unknown option --lock.\n");
    expect(run().stderr).to.contain("before is missing.\n");
  });
});
