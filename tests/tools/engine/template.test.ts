import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";
import { parse } from "yaml";

import { findPulumi } from "@toolkit/rehearsal/pulumi-cli/find";
import { type Finished, run } from "@toolkit/rehearsal/driver/cli";
import { rehearsalEnvironment } from "@toolkit/rehearsal/driver/environment";
import { isTemplate, makeClone } from "./clone";
import { UNTRACKED } from "../../../tools/revisions/untracked";

const repository = path.resolve(__dirname, "../../..");
/** What `npm ci` makes, and a clone does not have. */
const BUILT = ["node_modules", ...Object.values(UNTRACKED)];

interface Graph {
  readonly project: string;
  readonly frontend: string;
  readonly resources: readonly { readonly type: string; readonly inputs: Readonly<Record<string, unknown>> }[];
}

describe("this repository as a template of pulumi new", function () {
  let folder: string;
  let clone: string;
  let project: string;

  before(function () {
    if (!isTemplate()) {
      console.log("Skipped: Pulumi.yaml has no template, as in a project that pulumi new made.");
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), "webapp-template-"));
    clone = path.join(folder, "clone");
    makeClone(clone);
  });

  beforeEach(() => {
    project = mkdtempSync(path.join(folder, "project-"));
  });

  after(() => {
    if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  const pulumiNew = (...args: readonly string[]): Promise<Finished> => {
    const places = {
      state: path.join(project, "..", path.basename(project) + "-state"),
      home: path.join(folder, "home"),
    };
    mkdirSync(places.state, { recursive: true });
    const pulumi = findPulumi({ program: repository });
    const { PULUMI_DEBUG_PROVIDERS: _none, ...env } = rehearsalEnvironment(pulumi, "", places);
    const described = ["--name", "shop", "--description", "A shop", "--yes", "--non-interactive"];
    return run(pulumi, ["new", clone, ...described, ...args], { cwd: project, env });
  };

  /** The offline preview of the generated project, after what `npm ci` would do. */
  const preview = async (stack: string): Promise<Graph> => {
    for (const built of BUILT.filter((name) => existsSync(path.join(repository, name)))) {
      symlinkSync(path.join(repository, built), path.join(project, built));
    }
    const args = ["--require", "tsx/cjs", "tools/cli.ts", "preview", "--json", "--stack", stack];
    const { exitCode, stdout, stderr } = await run(process.execPath, args, { cwd: project, env: process.env });
    expect(exitCode, stderr).to.equal(0);
    return JSON.parse(stdout) as Graph;
  };
  const one = (graph: Graph, type: string) => graph.resources.find((resource) => resource.type === type)?.inputs;
  const stackFile = (stack: string): Record<string, unknown> =>
    (parse(readFileSync(path.join(project, `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> })
      .config;

  it("generates a project of another name that previews", async () => {
    await pulumiNew("--generate-only");
    const graph = await preview("dev");
    expect(graph.project).to.equal("shop");
    expect(one(graph, "aws:ecs/cluster:Cluster")?.name).to.match(/^shop-dev/);
    expect(stackFile("dev")["webapp:frontend"], "keys keep their namespace").to.equal("ssr");
    execFileSync("test", ["-x", path.join(project, "tools/ci/deploy")]);
  });

  it("takes the defaults for answers that are left empty", async () => {
    // The CLI writes an answer that was given as nothing, and leaves out one that was never given.
    await pulumiNew("--stack", "dev", "--config", "webapp:domain.name=");
    expect(stackFile("dev")).to.include({ "webapp:domain.name": "" }).and.not.have.property("webapp:domain.zoneId");
    const graph = await preview("dev");
    expect(graph.frontend).to.equal("ssr");
    expect(one(graph, "aws:route53/record:Record")).to.equal(undefined);
  });

  it("does what was answered", async () => {
    const answers = {
      "aws:region": "eu-west-1",
      "webapp:profile": "dev",
      "webapp:frontend": "spa",
      "webapp:domain.name": "shop.example.com",
      "webapp:domain.zoneId": "Z0123456789EXAMPLE",
    };
    const { stdout, stderr } = await pulumiNew(
      "--stack",
      "dev",
      ...Object.entries(answers).flatMap(([key, value]) => ["--config", `${key}=${value}`]),
    );
    // Packages are linked here, so whether the CLI could install them does not matter.
    expect(stdout, stderr).to.contain("Saved config");
    expect(stackFile("dev")).to.include(answers);
    const graph = await preview("dev");
    expect(graph.frontend).to.equal("spa");
    expect(one(graph, "pulumi:providers:aws")?.region).to.equal("eu-west-1");
    expect(one(graph, "aws:cloudfront/distribution:Distribution")?.aliases).to.deep.equal(["shop.example.com"]);
  });
});
