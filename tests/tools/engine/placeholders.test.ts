import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { replaceStackFiles } from "@toolkit/rehearsal/driver/stack-files";
import { rehearse, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { FIXTURE_BOOTSTRAP } from "../../../tools/program/fixtures";
import { runSubcommand } from "../ci/run-script";

/** No provider is attached, as in a person's terminal. */
const LIKE_A_PERSON = { env: { PULUMI_DEBUG_PROVIDERS: "" } };
const UP = ["up", "--yes", "--skip-preview", "--stack"];

describe("a stack file with placeholders on the engine", () => {
  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await rehearse("prod");
  });

  after(async () => {
    await rehearsal.close();
  });

  it("is refused by up before it makes anything, in one line", async () => {
    const { exitCode, stdout, stderr } = await rehearsal.workspace.exec([...UP, "prod"], LIKE_A_PERSON);
    expect(exitCode).to.not.equal(0);
    expect(stdout + stderr).to.match(
      /error: To be filled in before the first deployment of prod, .*webapp:backend\.image\.uri/,
    );
    expect(stdout + stderr).not.to.match(/^\s+at /m);
    const made = await rehearsal.workspace.state();
    expect(made.map(({ type }) => type)).to.deep.equal(["pulumi:pulumi:Stack"]);
  });

  it("is previewed, and refused by the guard", async () => {
    const { workspace } = rehearsal;
    const { stdout, exitCode } = await workspace.exec(["preview", "--json", "--stack", "prod"]);
    expect(exitCode).to.equal(0);
    const file = path.join(workspace.programFolder, "preview.json");
    writeFileSync(file, stdout);
    const guarded = await runSubcommand("guard", ["--file", file]);
    expect(guarded.exitCode).to.equal(1);
    expect(guarded.stderr).to.match(/^To be filled in before the first deployment of prod, .*\n$/);
  });

  it("is refused for the bootstrap too", async () => {
    const { workspace } = rehearsal;
    replaceStackFiles(path.join(workspace.programFolder, "bootstrap"), FIXTURE_BOOTSTRAP);
    await workspace.exec(["-C", "bootstrap", "stack", "init", "bootstrap"]);
    const { exitCode, stdout, stderr } = await workspace.exec(["-C", "bootstrap", ...UP, "bootstrap"], LIKE_A_PERSON);
    expect(exitCode).to.not.equal(0);
    expect(stdout + stderr).to.match(
      /To be filled in before the first deployment of bootstrap, .*bootstrap:github\.owner/,
    );
  });
});
