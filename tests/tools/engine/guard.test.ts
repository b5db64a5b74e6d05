import * as path from "node:path";
import { consequencesOf } from "@toolkit/offline/consequences";
import { expect } from "chai";
import { lossesIn } from "../../../tools/ci/guard/decide";
import { parsePreview } from "../../../tools/ci/guard/preview-document";
import { differencesOf, unplannedIn } from "../../../tools/ci/guard/plan";
import { configure, deployed, rehearse, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { lossWords } from "../../../tools/preview/loss-words";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { previewStack } from "../../../tools/program/program";
import { runSubcommand } from "../ci/run-script";

/** Changes of a live prod that destroy, by the settings that a pull request would change. */
const CHANGES: readonly Readonly<Record<string, unknown>>[] = [
  { "webapp:profile": "dev" },
  { "webapp:backup.expireAfterDays": 120 },
  { "webapp:database.backupRetentionDays": 7 },
  { "webapp:network.flowLogs": "none" },
  { "webapp:database.name": "shop" },
  { "webapp:backend.maxTasks": 9 },
];

describe("guard on a live prod", function () {
  this.timeout(600_000);
  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await deployed("prod");
    // Where the engine itself refuses a deletion, its preview does not name all of them.
    await rehearsal.workspace.exec(["state", "unprotect", "--all", "--yes", "--stack", "prod"]);
  });

  after(async () => {
    await rehearsal.close();
  });

  const previewed = async (...args: readonly string[]): Promise<string> =>
    (await rehearsal.workspace.exec(["preview", "--json", "--stack", "prod", ...args])).stdout;
  const preview = async (...args: readonly string[]) => parsePreview(await previewed(...args), "preview");

  for (const settings of CHANGES) {
    const [setting] = Object.entries(settings).map(([key, value]) => `${key}=${String(value)}`);
    it(`names for ${String(setting)} the losses that the offline preview names`, async () => {
      configure(rehearsal.workspace, settings);
      const text = await previewed();
      const engine = lossesIn(parsePreview(text, "preview").steps);
      const refusal = await runSubcommand("guard", [], { input: text, env: { PULUMI_DEBUG_PROVIDERS: "aws:1" } });
      configure(rehearsal.workspace, Object.fromEntries(Object.keys(settings).map((key) => [key, undefined])));
      if ("webapp:profile" in settings) configure(rehearsal.workspace, { "webapp:profile": "prod" });
      const [before, after] = [await offline(), await offline(String(setting).replace("webapp:", ""))];
      const told = consequencesOf(before, after, lossWords)
        .filter(({ final }) => final.length > 0)
        .map(({ type, name, operation, final }) => `${operation}d ${type}::${name}: ${final.join("; ")}`);
      const judged = engine.map(({ type, name, kind, what }) => `${kind} ${type}::${name}: ${what.join("; ")}`);
      expect(judged).to.have.members(told);
      expect(refusal.exitCode, refusal.stderr).to.equal(told.length > 0 ? 1 : 0);
    });
  }

  it("holds the deployment to the plan that was judged: another change meanwhile is refused before anything happens", async () => {
    const { workspace, world } = rehearsal;
    const plan = path.join(workspace.programFolder, "plan.json");
    configure(workspace, { "webapp:backend.maxTasks": 9 });
    const judged = await preview("--save-plan", plan);
    expect(unplannedIn(judged.steps)).to.deep.equal([]);
    configure(workspace, { "webapp:database.backupRetentionDays": 10 });
    expect(differencesOf(judged.steps, (await preview()).steps)).to.deep.equal([
      "database (aws:rds/instance:Instance): unchanged → update",
    ]);
    const up = ["up", "--yes", "--stack", "prod", "--plan", plan];
    const before = world.account.journal.length;
    const refused = await workspace.exec(up);
    expect(refused.exitCode).to.not.equal(0);
    expect(refused.stdout + refused.stderr).to.contain("violates plan");
    expect(world.account.journal.length).to.equal(before);
    configure(workspace, { "webapp:database.backupRetentionDays": undefined });
    const done = await workspace.exec(up);
    expect(done.exitCode, done.stdout + done.stderr).to.equal(0);
    expect(differencesOf([], (await preview()).steps)).to.deep.equal([]);
  });
});

describe("guard before a first deployment", function () {
  it("knows which images no plan can hold, and that two previews of the same are the same", async () => {
    const rehearsal = await rehearse("dev");
    const previews = [];
    for (let time = 0; time < 2; time++) {
      const { stdout } = await rehearsal.workspace.exec(["preview", "--json", "--stack", "dev"]);
      previews.push(parsePreview(stdout, "preview").steps);
    }
    await rehearsal.close();
    const [first = [], second = []] = previews;
    expect(unplannedIn(first)).to.have.members(["backend", "frontend", "backup"]);
    expect(differencesOf(first, second)).to.deep.equal([]);
  });
});

async function offline(...set: readonly string[]) {
  const { document } = await previewStack({ stack: "prod", folder: FIXTURE_STACKS, set });
  return document;
}
