import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { destroyedByRunbook } from "../../../tools/lifecycles/destroy";
import {
  configure,
  deployed,
  succeeded,
  type Rehearsal,
  type Settings,
  upWith,
} from "../../../tools/lifecycles/rehearsal";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { everything } from "../../../tools/lifecycles/selection";
import { lost, lostBackend } from "../../../tools/lifecycles/stateful";
import { grownSettings } from "../../support/grown-settings";
import {
  createDespite,
  creationsOf,
  deploysAgain,
  destroyDespite,
  faultsOn,
  rounds,
  Survived,
  updateDespite,
  urnsOf,
} from "./fault-rounds";
import { parts, type Step } from "./grown-steps";
import { described } from "./operations";
import { eachStepNeedsTheOneBefore } from "./ordered";

const golden = path.join(__dirname, "golden", "grown.txt");

/** Of nearly 200 that follow when the tags of all change; a sample need not count them. */
const SOME_UPDATES = 60;

/** One step of each part that has any left, at once. */
const changes = Array.from({ length: Math.max(...Object.values(parts).map((steps) => steps.length)) }, (_, round) =>
  Object.entries(parts).flatMap(([part, steps]): [string, Step][] => {
    const step = steps[round];
    return step === undefined ? [] : [[part, step]];
  }),
);

const settingsOf = ([part, { settings }]: [string, Step]): Settings =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [`webapp:${part}.${key}`, value]));

const OFF_HOURS = {
  "webapp:offHours": { stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 8 ? * MON-FRI *)", timezone: "UTC" },
  "webapp:backup.schedule": "cron(0 13 ? * MON-FRI *)",
  "webapp:database.backupWindow": "10:00-11:00",
  "webapp:database.maintenanceWindow": "wed:11:30-wed:12:30",
  "webapp:database.passwordRotationSchedule": "cron(0 10 ? * 3#1 *)",
};

describe("a live stack with services, workers, jobs, a cache and buckets", function () {
  this.timeout(everything ? 0 : 600_000);

  let rehearsal: Rehearsal;
  const operations: string[] = [];
  const survived = new Survived();
  let calm: readonly string[];
  let creations = 0;
  let deletions = 0;

  before(async () => {
    rehearsal = await deployed("dev", grownSettings());
    const { account } = rehearsal.world;
    calm = urnsOf(account);
    creations = creationsOf(account);
    // Images and files stay where they are, and go with it.
    deletions = creations - account.all(T.image).length - account.all(T.bucketObject).length;
  });

  after(async () => {
    survived.report();
    await rehearsal.close();
  });

  eachStepNeedsTheOneBefore();

  it("changes nothing in a second up, nor in a refresh", async () => {
    const { workspace, world } = rehearsal;
    expect(succeeded(await workspace.up(), "the second up").changes).to.deep.equal([]);
    expect(succeeded(await workspace.refresh(), "refresh").changes).to.deep.equal([]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  });

  for (const round of changes) {
    const change = round.map(([part, { settings }]) => `${part}: ${Object.keys(settings).join(", ")}`).join("; ");
    it(change, async () => {
      const { edge, workspace, world } = rehearsal;
      for (const step of round) configure(workspace, settingsOf(step));
      const outcome = succeeded(await workspace.up(), change);
      edge.settle();
      operations.push(`## ${change}`, ...described(outcome), "");
      const replaced = new Set(round.flatMap(([, { replaces = [] }]) => replaces));
      expect(outcome.having("replace")).to.have.members([...replaced]);
      expect(lost(outcome)).to.deep.equal([]);
      const missed = edge.outages.splice(0).flatMap((outage) => outage.missing);
      const [missing] = round.flatMap(([, step]) => step.missing ?? []);
      if (missing === undefined) expect(missed).to.deep.equal([]);
      else expect(missed.join("\n")).to.match(missing);
      expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    });
  }

  it("flips and flips back: nothing stateful is lost, and every edge location has its origins throughout", async () => {
    const { edge, workspace, world } = rehearsal;
    for (const variant of ["spa", "ssr"]) {
      const flip = await upWith(rehearsal, `the flip to ${variant}`, { "webapp:frontend": variant });
      expect([...lost(flip), ...lostBackend(flip)]).to.deep.equal([]);
      expect(edge.outages).to.deep.equal([]);
      expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    }
  });

  it("gets off hours for all of it, which replace nothing", async () => {
    const { workspace, world } = rehearsal;
    configure(workspace, OFF_HOURS);
    const outcome = succeeded(await workspace.up(), "off hours");
    operations.push("## off hours", ...described(outcome), "");
    expect(outcome.having("replace")).to.deep.equal([]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  });

  it("did exactly what is under review (UPDATE_GOLDEN=1 rewrites it)", () => {
    const text = `${operations.join("\n").trimEnd()}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text);
    expect(text).to.equal(readFileSync(golden, "utf8"));
  });

  it("is destroyed down to revisions and keys that wait for their deletion", () => destroyedByRunbook(rehearsal));

  it("deploys again under the same names whichever creation fails, and goes again", async () => {
    const { workspace } = rehearsal;
    configure(workspace, Object.fromEntries(Object.keys(OFF_HOURS).map((key) => [key, undefined])));
    configure(workspace, grownSettings());
    for (const faults of rounds(faultsOn("create", creations))) {
      await createDespite(faults, rehearsal, survived);
      await deploysAgain(rehearsal, calm);
      if (everything) await destroyedByRunbook(rehearsal);
    }
  });

  it("takes every change in the end whichever update fails", async () => {
    if (everything) await deploysAgain(rehearsal, calm);
    const updates = everything ? await updatesOfTags() : SOME_UPDATES;
    await updateDespite(faultsOn("update", updates, 1), rehearsal, calm, survived);
  });

  it("goes whichever deletion fails, until nothing is left", async () => {
    for (const [round, faults] of rounds(faultsOn("delete", deletions, 2)).entries()) {
      if (round > 0) await deploysAgain(rehearsal, calm);
      // Where CloudFront's group stops a destroy the test above shows; here every deletion comes.
      rehearsal.world.account.clear(({ kind }) => kind === "securityGroup");
      await destroyDespite(faults, rehearsal, survived);
      await destroyedByRunbook(rehearsal);
    }
  });

  /** How many resources follow when the tags of all change. */
  async function updatesOfTags(): Promise<number> {
    const { done } = rehearsal.world.faults;
    const before = done.update;
    await upWith(rehearsal, "other tags", { "aws:defaultTags.tags.Owner": "somebody" });
    return done.update - before;
  }
});
