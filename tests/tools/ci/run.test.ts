import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

/** What the steps run here; a file that the other one of a pair makes shows that both run at the same time. */
const COMMANDS: Readonly<Record<string, string>> = {
  lint: "echo lint begins; timeout 10 sh -c 'until [ -e walls ]; do sleep 0.05; done' && echo 7 passing",
  walls: "touch walls; echo walls; exit 3",
  types: "echo 2 passing; echo 4 failing; exit 1",
  report: "[ -e walls ]",
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

  it("runs steps of one core in pairs, shows them one after the other, and counts tests and failed steps", () => {
    const { status, stdout } = spawnSync(script, ["report", "types", "lint", "walls"], { encoding: "utf8" });
    expect(stdout.replaceAll(/\d+ s$/gm, "0 s").replaceAll(/^== (\w+): .*$/gm, "== $1")).to.equal(
      [
        ...["", "== types", "2 passing", "4 failing", "-- types: 0 s"],
        ...["", "== lint", "lint begins", "7 passing", "-- lint: 0 s"],
        ...["", "== walls", "walls", "-- walls: 0 s"],
        ...["", "== report", "-- report: 0 s"],
        ...["", "failed: types (.ci/run types)", "failed: walls (.ci/run walls)", "10 passed, 5 failed", ""],
      ].join("\n"),
    );
    expect(status).to.equal(1);
  });

  it("names the steps that there are for one that there is not", () => {
    const { status, stderr } = spawnSync(script, ["lnt"], { encoding: "utf8" });
    expect(stderr).to.match(/^There is no step lnt\.\nSteps: lint workflows /);
    expect(status).to.equal(1);
  });
});
