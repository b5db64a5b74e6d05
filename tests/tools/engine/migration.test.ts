import { readFileSync } from "node:fs";
import * as path from "node:path";

import { T } from "@toolkit/offline/aws-types";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import type { Task } from "@toolkit/rehearsal/api/runtime";
import type { Resource } from "@toolkit/rehearsal/aws/account";
import { shown } from "@toolkit/rehearsal/aws/look";
import { expect } from "chai";

import { lastPart } from "../../../tools/aws/arn";
import { Aws } from "../../../tools/aws/aws";
import { unplannedIn } from "../../../tools/ci/guard/plan";
import { parsePreview } from "../../../tools/ci/guard/preview-document";
import { migrationTargets } from "../../../tools/ci/migration/targets";
import { withNewestRevision } from "../../../tools/ci/migration/revision";
import { runMigration } from "../../../tools/ci/migration/run";
import { askRelease } from "../../../tools/daily/ask-release";
import { revisionOf, stateOf } from "../../../tools/daily/ecs";
import { type Hands, ownHands } from "../../../tools/daily/hands";
import { deployedStack, serviceNamed } from "../../../tools/daily/stack";
import { deployed, type Rehearsal, succeeded } from "../../../tools/lifecycles/rehearsal";
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
    const state = JSON.parse(await pulumi("stack", "export")) as unknown;
    await runMigration(hands, withNewestRevision(outputs, state));
  };
  /** Revision of the task definition that the backend's service runs. */
  const serves = (): string => {
    const service = rehearsal.world.account.all(T.service).find(({ urn }) => urn.endsWith("::backend"));
    return shown(service?.inputs.taskDefinition).split("/").at(-1) ?? "";
  };
  const ran: string[] = [];
  /** Version of the schema, which `migrate` brings to the release's own and `migrate --check` only reads. */
  let schema = 1;
  const atTheDatabase = (definition: Resource, task: Task): void => {
    const isCheck = task.command?.includes("--check") === true;
    if (isCheck) task.exitCode = numberOf(definition) <= schema ? 0 : 3;
    else schema = Math.max(schema, numberOf(definition));
    if (!isCheck) ran.push(nameOf(definition));
  };
  /** Whether the release that serves can read the schema, as a rollback asks it. */
  const served = async () => {
    const hands: Hands = {
      ...ownHands,
      aws: (args) => cli.run(args),
      pulumi: async (args) => ({ exitCode: 0, stderr: "", stdout: await pulumi(...args) }),
      say: () => undefined,
      sleep: () => Promise.resolve(),
    };
    const stack = await deployedStack(hands, "dev");
    const { taskDefinitionArn } = await stateOf(stack, serviceNamed(stack, "backend"));
    const unknown = { is: "unknown", because: "nobody was asked" } as const;
    return askRelease(hands, stack, await revisionOf(stack, taskDefinitionArn), unknown);
  };
  const edit = (line: string): void => {
    rehearsal.workspace.edit("tests/fixtures/app/backend/answer.txt", (text) => `${text}${line}\n`);
  };

  it("first makes the new image and its task, and shifts nothing", async () => {
    edit("A new column.");
    const found = migrationTargets(await judge());
    targets = found.is === "before" ? found.urns.flatMap((urn) => ["--target", urn]) : [];
    expect(targets.filter((each) => each.includes("::frontend") || each.includes("aws:ecs/service"))).to.deep.equal([]);
    await judge(...targets);
    expect(unplanned).to.deep.equal(["backend"]);
    await up(...targets);
    const made = rehearsal.world.account.all(T.taskDefinition).map(nameOf);
    expect(made).to.include("webapp-dev-backend:2");
    expect(serves()).to.equal("webapp-dev-backend:1");
  });

  it("ends with a migration that fails: the old version serves", async () => {
    api.runtime.onTask = (definition, task) => {
      ran.push(nameOf(definition));
      task.exitCode = 1;
    };
    expect(await refusal(migrate())).to.include("The migration failed: exit code 1");
    expect([ran, serves()]).to.deep.equal([["webapp-dev-backend:2"], "webapp-dev-backend:1"]);
  });

  it("tried again, runs the migration although nothing of its task changes", async () => {
    expect(migrationTargets(await judge())).to.deep.equal({ is: "before", urns: [] });
    api.runtime.onTask = atTheDatabase;
    await migrate();
    expect([ran.slice(1), schema, serves()]).to.deep.equal([["webapp-dev-backend:2"], 2, "webapp-dev-backend:1"]);
  });

  it("is taken back when the release fails after its migration: the old one serves, and reads the new schema", async () => {
    rehearsal.world.rolling.isUnhealthy = (definition) => numberOf(definition) === 2;
    expect(await refusal(up())).to.include("rolled back because the circuit breaker threshold was exceeded");
    expect([serves(), rehearsal.edge.outages]).to.deep.equal(["webapp-dev-backend:1", []]);
    expect(await served()).to.deep.equal({ is: "readable" });
  });

  it("is taken back, too, when nobody ran the next migration", async () => {
    rehearsal.world.rolling.isUnhealthy = (definition) => numberOf(definition) > schema;
    edit("Another column.");
    const plain = await rehearsal.workspace.up();
    expect(JSON.stringify(plain.diagnostics)).to.include("the circuit breaker threshold was exceeded");
    expect([serves(), schema]).to.deep.equal(["webapp-dev-backend:1", 2]);
  });

  it("then runs the new release's migration, although the outputs are the old one's, and ends as after any other", async () => {
    await migrate();
    expect([ran.at(-1), schema]).to.deep.equal(["webapp-dev-backend:3", 3]);
    expect(await served()).to.deep.equal({ is: "readable" });
    succeeded(await rehearsal.workspace.refresh(...whatServes), "what tools/ci/deploy begins with");
    expect((await rehearsal.workspace.up()).having("update")).to.deep.equal([`${T.service}::backend`]);
    expect(serves()).to.equal("webapp-dev-backend:3");
    expect((await rehearsal.workspace.up()).changes).to.deep.equal([]);
    expect(rehearsal.edge.outages).to.deep.equal([]);
  });
});

/** What tools/ci/deploy reads again. */
const [, target = ""] = /--target '(.+)'/.exec(readFileSync("tools/ci/deploy", "utf8")) ?? [];
const whatServes = ["--target", target];

/** `webapp-dev-backend:2` */
const nameOf = ({ outputs }: Resource): string => lastPart(shown(outputs.arn));

/** Of a revision: each release brings one migration. */
const numberOf = ({ outputs }: Resource): number => Number(shown(outputs.arn).split(":").at(-1));
