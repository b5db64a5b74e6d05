import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ON_FIXTURES } from "../../support/command-line";

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--require", "tsx/cjs", "tools/cli.ts", "diagrams", ...ON_FIXTURES, ...args], {
    encoding: "utf8",
  });
}

describe("npm run diagrams", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "diagrams-cli-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the pictures of a stack, and --check names those that are stale after a change", () => {
    const written = run("--stack", "dev", "--out", folder);
    expect([written.status, written.stdout]).to.deep.equal([0, `5 pictures in ${folder}\n`]);
    expect(readdirSync(folder)).to.deep.equal(
      ["scaling", "security", "spa", "ssr", "timeline"].map((kind) => `dev-${kind}.svg`),
    );
    expect(run("--stack", "dev", "--out", folder, "--check").status).to.equal(0);
    const stale = run("--stack", "dev", "--out", folder, "--check", "--set", "ssr.maxTasks=5");
    expect([stale.status, stale.stdout]).to.deep.equal([1, ""]);
    expect(stale.stderr).to.match(/^Stale in .*: dev-ssr\.svg, dev-scaling\.svg\. Run npm run diagrams/u);
  }).timeout(60_000);

  it("refuses what it does not know, in a line or two", () => {
    const unknown = run("--chek");
    expect([unknown.status, unknown.stderr]).to.deep.equal([
      1,
      "Unknown option --chek; did you mean --check?\nnpm run diagrams -- --help lists the options.\n",
    ]);
    const stack = run("--stack", "staging", "--out", folder);
    expect(stack.status).to.equal(1);
    expect(stack.stderr)
      .to.match(/staging/u)
      .and.not.to.match(/^\s+at /mu);
  }).timeout(60_000);
});
