import { spawn } from "node:child_process";
import { expect } from "chai";
import { runPreview, summaryColumns } from "../../../tools/preview/command";
import { GRAPH_VERSION, type GraphDocument } from "@toolkit/offline/graph";
import { inFolder } from "../../../tools/cli/options";
import { optionsOf } from "../../../tools/cli/read";
import { previewCommand, previewProblems } from "../../../tools/preview/options";
import { PLAIN } from "@toolkit/offline/render";
import { ON_FIXTURES } from "../../support/command-line";
import { deployStack } from "../../support/deploy-stack";

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], preload: readonly string[] = []): Promise<Result> {
  const requires = ["tsx/cjs", ...preload].flatMap((module) => ["--require", module]);
  const child = spawn(process.execPath, [...requires, "tools/cli.ts", "preview", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** What a mistake of the user must look like. */
function expectRefusal({ code, stdout, stderr }: Result, text: string | RegExp): void {
  expect(stderr).to.match(text instanceof RegExp ? text : new RegExp(text));
  expect(code).to.equal(1);
  expect(stdout).to.equal("");
  expect(stderr.trim().split("\n").length).to.be.lessThan(5);
  expect(stderr).not.to.match(/^\s+at /m);
}

describe("npm run preview", () => {
  it("prints one JSON document and nothing else with --json", async () => {
    const { code, stdout, stderr } = await run([...ON_FIXTURES, "--stack", "prod", "--set", "frontend=spa", "--json"]);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    const document = JSON.parse(stdout) as GraphDocument;
    expect(document).to.deep.include({ version: GRAPH_VERSION, project: "webapp", stack: "prod", frontend: "spa" });
    const inProcess = await deployStack("prod", { set: ["frontend=spa"] });
    expect(document.resources).to.deep.equal(inProcess.document.resources);
    expect(document.outputs).to.deep.equal(inProcess.document.outputs);
  });

  it("answers mistakes in a few lines, without a stack trace", async () => {
    expectRefusal(await run(["--stak", "prod"]), /^Unknown option --stak; did you mean --stack\?\n/);
    expectRefusal(
      await run([...ON_FIXTURES, "--set", "databse.multiAz=false"]),
      /webapp:databse unknown; did you mean "database"\?/,
    );
  });

  it("fails when the program never ends, rather than print nothing and succeed", async () => {
    const unfinished = await run([...ON_FIXTURES, "--json"], ["./tests/tools/commands/unfinished.cjs"]);
    expectRefusal(unfinished, "The command ended before it was complete");
  });

  it("explains itself with --help", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).to.equal(0);
    for (const option of ["--stack", "--stacks", "--set", "--diff", "--json", "--unknown", "--trace"])
      expect(stdout).to.include(`  ${option}`);
  });
});

describe("what npm run preview prints", () => {
  const read = (...args: string[]) => inFolder(optionsOf(previewCommand(), args, previewProblems));
  const print = async (...args: string[]): Promise<string> =>
    (await runPreview(read(...ON_FIXTURES, ...args), PLAIN)).text;

  it("is a tree, a summary of all combinations, the overrides, the monthly cost and the findings", async () => {
    const uri = `123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev-backend@sha256:${"0".repeat(64)}`;
    const text = await print("--set", "backend.maxTasks=7", "--set", `backend.image={ uri: "${uri}" }`);
    expect(text).to.match(
      /^webapp-dev {2}\d+ resources\n├─ aws +aws\.Provider +region us-east-1\n[^]*\n├─ network +Network\n/,
    );
    expect(text).to.match(/\nresources by component +dev ssr +dev spa +prod ssr +prod spa\n/);
    expect(text).to.match(/\n {2}backend\.maxTasks: 7 instead of 2 +/);
    expect(text).to.match(
      /\n\nTo be filled in before the first deployment of dev, .*: aws:allowedAccountIds, .*\.\n\n/,
    );
    expect(text).to.match(/\n\nmonthly cost {2}[\d.]+ USD at usage idle; npm run cost shows what for\n/);
    expect(text).to.match(/\n\npolicies {2}dev, ssr: 0 failures, \d+ findings accepted by the ledger\n$/);
  });

  it("ends with the findings that are not accepted, and their fix", async () => {
    const text = await print("--set", "database.backupRetentionDays=3");
    expect(text).to.match(
      /: 1 failure, [^]* rds-backups {2}rds:Instance database: backupRetentionPeriod is 3\n {4}Set backupRetentionPeriod to 7 or more\. Here: set database\.backupRetentionDays to 7 or more\. CKV_AWS_133, RDS\.11, RDS13\n$/,
    );
  });

  it("says in the summary why a combination is refused", async () => {
    const { graph } = await deployStack("prod");
    const columns = await summaryColumns(
      read(...ON_FIXTURES, "--stack", "dev", "--set", "backend.cpus=1"),
      "ssr",
      graph,
    );
    expect(columns[0]?.graph).to.equal(graph);
    expect(columns[1]?.graph).to.have.property("refused").that.includes("webapp:backend.cp");
  });

  it("is what a setting would change with --diff, or what differs from another stack", async () => {
    const flip = await print("--diff", "frontend=spa");
    expect(flip).to.match(/^stack dev → stack dev with frontend=spa {2}\d+ added, \d+ removed, \d+ changed\n/);
    expect(flip).to.match(/\n- public {2}lb\.LoadBalancer\n/);
    const other = await print("--stack", "prod", "--diff", "dev");
    expect(other).to.match(/^stack dev → stack prod {2}\d+ added/);
    expect(other).to.match(/\n\+ audit-trail {2}cloudtrail\.Trail\n/);
    const none = JSON.parse(await print("--diff", "frontend=ssr", "--json")) as object;
    expect(none).to.deep.equal({
      version: GRAPH_VERSION,
      before: "stack dev",
      after: "stack dev with frontend=ssr",
      added: [],
      removed: [],
      changed: [],
      consequences: [],
    });
  });

  it("marks what AWS computes with --unknown", async () => {
    const { resources } = JSON.parse(await print("--unknown", "--json")) as GraphDocument;
    const subnet = resources.find((resource) => resource.type === "aws:ec2/subnet:Subnet");
    expect(subnet).to.deep.include({ id: "" });
    expect(subnet?.inputs.vpcId).to.equal("[unknown]");
  });

  it("refuses an unknown stack with the stacks there are", async () => {
    expect(await print("--stack", "prd").catch(String)).to.match(/Unknown stack "prd": .*\(stacks: dev, prod\)/);
    expect(await print("--diff", "prd").catch(String)).to.match(/Unknown stack "prd": .*\(stacks: dev, prod\)/);
  });
});

describe("all combinations", () => {
  for (const stack of ["dev", "prod"]) {
    for (const frontend of ["ssr", "spa"]) {
      it(`${stack} ${frontend} registers the same resources in a first preview, and survives JSON`, async () => {
        const deployed = await deployStack(stack, { set: [`frontend=${frontend}`] });
        expect(JSON.parse(JSON.stringify(deployed.document))).to.deep.equal(deployed.document);
        expect(new Set(deployed.urns).size).to.equal(deployed.urns.length);
        const known = new Set(deployed.urns);
        const named = deployed.resources.flatMap(({ parent, provider, dependsOn }) => [parent, provider, ...dependsOn]);
        expect(named.filter((urn) => urn !== null && !known.has(urn))).to.deep.equal([]);
      });
    }
  }
});
