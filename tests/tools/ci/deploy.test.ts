import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { FakeCommands } from "./run-script";

const script = path.resolve(__dirname, "../../../tools/ci/deploy");
const offlinePreview = path.resolve(__dirname, "../../../tools/ci/offline-preview");

/** What was called, without the words that every call has. */
function callsOf(commands: FakeCommands): string[] {
  const file = path.join(commands.folder, "calls");
  if (!existsSync(file)) return [];
  const calls = readFileSync(file, "utf8").trimEnd().split("\n");
  return calls.map((line) =>
    (JSON.parse(line) as string[]).filter((word) => !["--silent", "run", "--non-interactive"].includes(word)).join(" "),
  );
}

describe("deployment of a stack", () => {
  let commands: FakeCommands;

  beforeEach(() => {
    commands = new FakeCommands();
  });

  afterEach(() => {
    commands.remove();
  });

  /** Fakes of `pulumi` and `npm`, of which the step that contains `failing` fails. */
  const deploy = (failing: string, args: readonly string[], unplanned = "", needed = "none") => {
    const body = `if (!fs.existsSync("Pulumi.yaml")) fail("not in the repository"); if (${JSON.stringify(failing)} !== "" && args.join(" ").includes(${JSON.stringify(failing)})) fail("no"); if (args.includes("unplanned")) return ${JSON.stringify(unplanned)}; if (args.includes("migration-targets")) return ${JSON.stringify(needed)}; return "{}";`;
    commands.add("pulumi", body);
    commands.add("npm", body);
    const { status } = spawnSync(script, args, {
      cwd: commands.folder,
      env: { ...process.env, ...commands.env },
      encoding: "utf8",
    });
    return { status, steps: steps() };
  };
  const steps = (): string[] =>
    callsOf(commands).map((call) =>
      call.replaceAll(/\S+\/(judged|now|plan)\b/g, (_, file: string) => file.toUpperCase()),
    );

  const judged = (target = "", part = ""): string[] => [
    `pulumi preview --stack prod --json --save-plan PLAN${target}`,
    `npm toolkit -- guard --file JUDGED${part}`,
  ];
  const policies = "--suppress-outputs --policy-pack tools/policies/pack";
  const up = (target = ""): string => `pulumi up --stack prod --yes ${policies}${target} --plan PLAN`;
  /** What ECS took back is in the state, unless something reads it again. */
  const learn =
    "pulumi refresh --stack prod --yes --skip-preview --suppress-outputs --target **$aws:ecs/service:Service::*";
  const before = [
    learn,
    "npm toolkit -- policy-pack",
    `pulumi preview --stack prod --diff ${policies}`,
    ...judged(),
    "npm toolkit -- migration-targets --file JUDGED",
  ];
  const unplannedOnes = "npm toolkit -- unplanned --file JUDGED";
  const migrate = "npm toolkit -- migrate --stack prod";
  const after = ["npm toolkit -- wait-for-digest --stack prod", "npm toolkit -- prune-releases --stack prod"];
  const planned = [...before, unplannedOnes, up(), ...after];
  const compared = [
    ...before,
    unplannedOnes,
    "pulumi preview --stack prod --json",
    "npm toolkit -- same-plan --judged JUDGED --now NOW",
    `pulumi up --stack prod --yes ${policies} --skip-preview`,
    ...after,
  ];

  it("looks at the services, previews with the policies, asks the guard, deploys the plan that was judged, and looks at what runs", () => {
    expect(deploy("", ["prod"])).to.deep.equal({ status: 0, steps: planned });
  });

  it("compares with a second preview what no plan can hold", () => {
    expect(deploy("", ["prod"], "backend\nfrontend")).to.deep.equal({ status: 0, steps: compared });
  });

  it("hands accepted losses to the guard", () => {
    const losses = ["aws:rds/instance:Instance::database", "aws:s3/bucket:Bucket::site"];
    expect(deploy("", ["prod", ...losses]).steps[4]).to.equal(
      `npm toolkit -- guard --file JUDGED --accept ${losses.join(" --accept ")}`,
    );
  });

  const failing = [
    "refresh",
    "policy-pack",
    "--diff",
    "--save-plan",
    "guard",
    "migration-targets",
    "up --stack",
    "wait-for-digest",
    "prune-releases",
  ];
  for (const step of failing) {
    it(`goes no further when this fails: ${step}`, () => {
      const { status, steps: done } = deploy(step, ["prod"]);
      expect(status).to.not.equal(0);
      expect(done).to.deep.equal(planned.slice(0, planned.findIndex((one) => one.includes(step)) + 1));
    });
  }

  it("migrates with the task that is there when nothing of it changes", () => {
    expect(deploy("", ["prod"], "", "")).to.deep.equal({
      status: 0,
      steps: [...before, migrate, unplannedOnes, up(), ...after],
    });
  });

  const targets = " --target urn:a --target urn:$b::c";
  const staged = [
    ...before,
    ...judged(targets, " --part"),
    unplannedOnes,
    up(targets),
    migrate,
    ...judged("", " --part"),
    unplannedOnes,
    up(),
    ...after,
  ];

  it("deploys what the migration needs, migrates, and only then the rest, each as it was judged", () => {
    expect(deploy("", ["prod"], "", "urn:a\nurn:$b::c")).to.deep.equal({ status: 0, steps: staged });
  });

  it("ends with a migration that fails: nothing else is deployed", () => {
    const { status, steps: done } = deploy(" migrate ", ["prod"], "", "urn:a\nurn:$b::c");
    expect(status).to.not.equal(0);
    expect(done).to.deep.equal(staged.slice(0, staged.indexOf(migrate) + 1));
  });

  it("migrates after a first deployment, which has nothing to go before", () => {
    expect(deploy("", ["prod"], "", "first")).to.deep.equal({
      status: 0,
      steps: [...before, unplannedOnes, up(), migrate, ...after],
    });
  });

  it("does not deploy what is no longer what was judged", () => {
    const { status, steps: done } = deploy("same-plan", ["prod"], "backend");
    expect(status).to.not.equal(0);
    expect(done).to.deep.equal(compared.slice(0, 9));
  });

  it("needs a stack", () => {
    expect(deploy("", [])).to.deep.include({ steps: [] }).and.to.not.include({ status: 0 });
  });
});

describe("offline preview for a pull request", () => {
  let commands: FakeCommands;

  beforeEach(() => {
    commands = new FakeCommands();
  });

  afterEach(() => {
    commands.remove();
  });

  const preview = (npm: string) => {
    commands.add("npm", npm);
    return spawnSync(offlinePreview, ["main", path.join(commands.folder, "reviews")], {
      env: { ...process.env, ...commands.env },
      encoding: "utf8",
      cwd: "/",
    });
  };

  it("tells what changes, difference and cost of every stack, then the findings", () => {
    const { status, stdout } = preview("return args.includes('policy') ? 'no findings' : 'all of it';");
    expect(status).to.equal(0);
    const calls = callsOf(commands).map((call) => call.replaceAll(path.join(commands.folder, "reviews"), "REVIEWS"));
    expect(calls).to.deep.equal([
      ...["dev", "prod"].flatMap((stack) => [
        `npm toolkit -- review --stack ${stack} --base main --out REVIEWS/${stack}.json`,
        `npm toolkit -- comment --print --reviews REVIEWS/${stack}.json`,
        `npm preview -- --stack ${stack} --diff git:main`,
        `npm cost -- --stack ${stack} --diff git:main --markdown`,
      ]),
      "npm policy",
    ]);
    expect(existsSync(path.join(commands.folder, "reviews"))).to.equal(true);
    expect(stdout).to.match(
      /^all of it\n\nall of it\n\n```text\nall of it\n```\nall of it\n[^]*\n### Policies\n\n```text\nno findings\n```\n$/,
    );
  });

  it("fails with the findings, after it has shown them", () => {
    const { status, stdout } = preview("if (args.includes('policy')) { console.log('a finding'); process.exit(1); }");
    expect(status).to.equal(1);
    expect(stdout).to.contain("```text\na finding\n```");
  });
});
