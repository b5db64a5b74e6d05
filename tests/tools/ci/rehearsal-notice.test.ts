import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { lowestVersion, isAtLeast, pinnedVersion } from "@toolkit/rehearsal/pulumi-cli/versions";
import { expect } from "chai";

import { rehearsed } from "../../../tools/program/rehearsed";
import { runScript } from "./run-script";

describe("the rehearsal where there is no Pulumi CLI", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "notice-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("ends the tests with one line, and fails them in CI", async () => {
    const notice = (CI: string) =>
      runScript("tools/ci/rehearsal-notice.ts", [], {
        env: { PATH: folder, HOME: folder, PULUMI_REHEARSAL_CACHE: folder, CI },
      });
    const stdout =
      "The rehearsal on the real Pulumi engine (npm run test:engine) was skipped: no pulumi on the PATH, and no Go to build one with.\n";
    expect(await notice("false")).to.include({ exitCode: 0, stdout });
    expect(await notice("true")).to.include({ exitCode: 1, stdout });
  });

  it("would build a version that the program accepts", () => {
    expect(isAtLeast(pinnedVersion(), lowestVersion(path.join(rehearsed.program, "Pulumi.yaml")))).to.equal(true);
  });
});
