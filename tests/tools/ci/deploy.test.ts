import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { FakeCommands } from "./run-script";

const script = path.resolve(__dirname, "../../../tools/ci/deploy");

describe("deployment of a stack", () => {
  let commands: FakeCommands;

  beforeEach(() => {
    commands = new FakeCommands();
  });

  afterEach(() => {
    commands.remove();
  });

  /** Fakes of `pulumi` and `npm`, of which the step that contains `failing` fails. */
  const deploy = (failing: string, ...args: string[]) => {
    const body = `if (!fs.existsSync("Pulumi.yaml")) fail("not in the repository"); if (${JSON.stringify(failing)} !== "" && args.join(" ").includes(${JSON.stringify(failing)})) fail("no"); return "{}";`;
    commands.add("pulumi", body);
    commands.add("npm", body);
    const { status } = spawnSync(script, args, {
      cwd: commands.folder,
      env: { ...process.env, ...commands.env },
      encoding: "utf8",
    });
    return { status, steps: steps() };
  };
  const steps = (): string[] => {
    const file = path.join(commands.folder, "calls");
    if (!existsSync(file)) return [];
    const calls = readFileSync(file, "utf8").trimEnd().split("\n");
    return calls.map((line) =>
      (JSON.parse(line) as string[])
        .filter((word) => !["--silent", "run", "--non-interactive"].includes(word))
        .join(" ")
        .replace(/--file \S+/, "--file PLAN"),
    );
  };

  const all = [
    "npm policy:pack",
    "pulumi preview --stack prod --diff --suppress-outputs --policy-pack tools/policies/pack",
    "pulumi preview --stack prod --json",
    "npm guard -- --file PLAN",
    "pulumi up --stack prod --yes --skip-preview --suppress-outputs --policy-pack tools/policies/pack",
    "npm wait-for-digest -- --stack prod",
  ];

  it("previews with the policies, asks the guard, deploys, and looks at what runs", () => {
    expect(deploy("", "prod")).to.deep.equal({ status: 0, steps: all });
  });

  it("hands accepted losses to the guard", () => {
    expect(deploy("", "prod", "database", "site").steps[3]).to.equal(
      "npm guard -- --file PLAN --accept database --accept site",
    );
  });

  for (const [index, failing] of [
    "policy:pack",
    "--diff",
    "--json",
    "guard",
    "up --stack",
    "wait-for-digest",
  ].entries()) {
    it(`goes no further when this fails: ${all[index] ?? ""}`, () => {
      const { status, steps: done } = deploy(failing, "prod");
      expect(status).to.not.equal(0);
      expect(done).to.deep.equal(all.slice(0, index + 1));
    });
  }

  it("needs a stack", () => {
    expect(deploy("")).to.deep.include({ steps: [] }).and.to.not.include({ status: 0 });
  });
});

describe("offline preview of a pull request", () => {
  let commands: FakeCommands;

  beforeEach(() => {
    commands = new FakeCommands();
  });

  afterEach(() => {
    commands.remove();
  });

  const preview = (policies: string) => {
    commands.add(
      "npm",
      `const [, , script] = args; if (script === "policy") { ${policies} } return script + " of " + args[5];`,
    );
    return spawnSync(path.resolve(__dirname, "../../../tools/ci/offline-preview"), ["main"], {
      cwd: commands.folder,
      env: { ...process.env, ...commands.env },
      encoding: "utf8",
    });
  };

  it("shows difference and cost of each stack of the repository, and what the policies say", () => {
    const { status, stdout } = preview('return "no findings";');
    expect(stdout).to.contain("### dev").and.to.contain("preview of dev").and.to.contain("cost of dev");
    expect(stdout).to.contain("### prod").and.to.contain("no findings");
    expect(status).to.equal(0);
  });

  it("fails with the policies", () => {
    expect(preview('fail("a finding");')).to.include({ status: 254 });
  });
});
