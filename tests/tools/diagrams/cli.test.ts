import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ON_FIXTURES } from "../../support/command-line";
import { type Ended, runSubcommand } from "../ci/run-script";

const run = (...args: string[]): Promise<Ended> => runSubcommand("diagrams", [...ON_FIXTURES, ...args]);

describe("npm run diagrams", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "diagrams-cli-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the pictures of a stack, and --check names those that are stale after a change", async () => {
    const written = await run("--stack", "dev", "--out", folder);
    expect([written.exitCode, written.stdout]).to.deep.equal([0, `5 pictures in ${folder}\n`]);
    expect(readdirSync(folder)).to.deep.equal(
      ["scaling", "security", "spa", "ssr", "timeline"].map((kind) => `dev-${kind}.svg`),
    );
    expect((await run("--stack", "dev", "--out", folder, "--check")).exitCode).to.equal(0);
    const stale = await run("--stack", "dev", "--out", folder, "--check", "--set", "ssr.maxTasks=5");
    expect([stale.exitCode, stale.stdout]).to.deep.equal([1, ""]);
    expect(stale.stderr).to.match(/^Stale in .*: dev-ssr\.svg, dev-scaling\.svg\. Run npm run diagrams/u);
  });

  it("refuses what it does not know, in a line or two", async () => {
    const unknown = await run("--chek");
    expect([unknown.exitCode, unknown.stderr]).to.deep.equal([
      1,
      "Unknown option --chek; did you mean --check?\nnpm run diagrams -- --help lists the options.\n",
    ]);
    const stack = await run("--stack", "staging", "--out", folder);
    expect(stack.exitCode).to.equal(1);
    expect(stack.stderr)
      .to.match(/staging/u)
      .and.not.to.match(/^\s+at /mu);
  });
});
