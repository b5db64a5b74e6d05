import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { T } from "@toolkit/offline/aws-types";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import { shown } from "@toolkit/rehearsal/aws/look";
import { expect } from "chai";

import { Aws } from "../../../tools/aws/aws";
import { unplannedIn } from "../../../tools/ci/guard/plan";
import { parsePreview } from "../../../tools/ci/guard/preview-document";
import { migrationTargets } from "../../../tools/ci/migration/targets";
import { runMigration } from "../../../tools/ci/migration/run";
import { deployed, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { emulatedCli } from "../../support/aws/emulated-cli";
import { refusal } from "../../support/refusal";
import { eachStepNeedsTheOneBefore } from "./ordered";

/** The steps of tools/ci/deploy, whose order tests/tools/ci/deploy.test.ts has, with the real engine. */
describe("a deployment whose schema changes", function () {
  this.timeout(600_000);

  let rehearsal: Rehearsal;
  let api: EmulatedApi;
  let cli: ReturnType<typeof emulatedCli>;
  let targets: string[];

  before(async () => {
    rehearsal = await deployed("dev");
    api = new EmulatedApi(rehearsal.world.account);
    cli = emulatedCli(api);
  });

  after(async () => {
    cli.close();
    await rehearsal.close();
  });

  eachStepNeedsTheOneBefore();

  const pulumi = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await rehearsal.workspace.exec([...args, "--stack", "dev"]);
    if (exitCode !== 0) throw new Error(stdout + stderr);
    return stdout;
  };
  const plan = (): string => path.join(rehearsal.workspace.programFolder, "plan.json");
  let unplanned: readonly string[] = [];
  const judge = async (...part: readonly string[]) => {
    const judged = parsePreview(await pulumi("preview", "--json", "--save-plan", plan(), ...part), "preview");
    unplanned = unplannedIn(judged.steps);
    return judged;
  };
  const up = (...part: readonly string[]) =>
    pulumi("up", "--yes", ...(unplanned.length > 0 ? ["--skip-preview"] : ["--plan", plan()]), ...part);
  const migrate = async () => {
    const outputs = JSON.parse(await pulumi("stack", "output", "--json")) as unknown;
    const hands = { aws: new Aws((args) => cli.run(args)), say: () => undefined, sleep: () => Promise.resolve() };
    await runMigration(hands, outputs);
  };
  /** Revision of the task definition that the backend's service runs. */
  const serves = (): string => {
    const service = rehearsal.world.account.all(T.service).find(({ urn }) => urn.endsWith("::backend"));
    return shown(service?.inputs.taskDefinition).split("/").at(-1) ?? "";
  };
  const ran: string[] = [];

  it("first makes the new image and its task, and shifts nothing", async () => {
    rehearsal.workspace.edit("tests/fixtures/app/backend/answer.txt", (text) => `${text}A new column.\n`);
    const found = migrationTargets(await judge());
    targets = found.is === "before" ? found.urns.flatMap((urn) => ["--target", urn]) : [];
    expect(targets.filter((each) => each.includes("::frontend") || each.includes("aws:ecs/service"))).to.deep.equal([]);
    await judge(...targets);
    expect(unplanned).to.deep.equal(["backend"]);
    await up(...targets);
    const made = rehearsal.world.account
      .all(T.taskDefinition)
      .map(({ outputs }) => shown(outputs.arn).split("/").at(-1));
    expect(made).to.include("webapp-dev-backend:2");
    expect(serves()).to.equal("webapp-dev-backend:1");
  });

  it("ends with a migration that fails: the old version serves", async () => {
    api.runtime.onTask = ({ outputs }, task) => {
      ran.push(shown(outputs.arn).split("/").at(-1) ?? "");
      task.exitCode = 1;
    };
    expect(await refusal(migrate())).to.include("The migration failed: exit code 1");
    expect([ran, serves()]).to.deep.equal([["webapp-dev-backend:2"], "webapp-dev-backend:1"]);
  });

  it("tried again, runs the migration although nothing of its task changes, and then shifts", async () => {
    expect(migrationTargets(await judge())).to.deep.equal({ is: "before", urns: [] });
    api.runtime.onTask = ({ outputs }) => void ran.push(shown(outputs.arn).split("/").at(-1) ?? "");
    await migrate();
    expect(serves()).to.equal("webapp-dev-backend:1");
    await up();
    expect([ran.slice(1), serves()]).to.deep.equal([["webapp-dev-backend:2"], "webapp-dev-backend:2"]);
    writeFileSync(plan(), "");
    expect((await rehearsal.workspace.up()).changes).to.deep.equal([]);
  });
});
