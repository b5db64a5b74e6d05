import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

/** A shell's wait for a file that another step makes. */
const until = (file: string) => `timeout 10 sh -c 'until [ -e ${file} ]; do sleep 0.05; done'`;

/**
 * What the steps run here; a file that the other one of a pair makes shows that both run at the same time, and in which
 * order they begin.
 */
const COMMANDS: Readonly<Record<string, string>> = {
  lint: `echo lint begins; touch lint; ${until("walls")} && echo 7 passing`,
  types: `${until("lint")}; echo 2 passing; echo 4 failing; exit 1`,
  walls: "[ -e lint ] && echo walls after lint; touch walls; exit 3",
  tests: "[ -e walls ]",
};

describe(".ci/run", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-run-"));
  const script = path.join(folder, ".ci", "run");

  before(() => {
    const written = readFileSync(".ci/run", "utf8").replace(
      /^((?:one_core_)?step (\w+) \d+) .*$/gm,
      (_line, step: string, name: string) => `${step} ${JSON.stringify(COMMANDS[name] ?? "false")}`,
    );
    mkdirSync(path.dirname(script));
    writeFileSync(script, written, { mode: 0o755 });
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("runs steps of one core in pairs, the longest first, shows them one after the other, and counts tests and failed steps", () => {
    const { status, stdout } = spawnSync(script, ["tests", "types", "walls", "lint"], { encoding: "utf8" });
    expect(stdout.replaceAll(/\d+ s$/gm, "0 s").replaceAll(/^== (\w+): .*$/gm, "== $1")).to.equal(
      [
        ...["", "== types", "2 passing", "4 failing", "-- types: 0 s"],
        ...["", "== walls", "walls after lint", "-- walls: 0 s"],
        ...["", "== lint", "lint begins", "7 passing", "-- lint: 0 s"],
        ...["", "== tests", "-- tests: 0 s"],
        ...["", "failed: types (.ci/run types)", "failed: walls (.ci/run walls)", "10 passed, 5 failed", ""],
      ].join("\n"),
    );
    expect(status).to.equal(1);
  });

  it("names the steps that there are for one that there is not", () => {
    const { status, stderr } = spawnSync(script, ["lnt"], { encoding: "utf8" });
    expect(stderr).to.match(/^There is no step lnt\.\nSteps: .*\blint browser /);
    expect(status).to.equal(1);
  });
});
