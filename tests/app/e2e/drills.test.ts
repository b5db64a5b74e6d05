import { expect } from "chai";

import { optionsOf } from "../../../tools/cli/read";
import { inFolder } from "../../../tools/cli/options";
import { type Drill, DRILLS } from "../../../tools/drill-local/drills";
import { drillLocalCommand } from "../../../tools/drill-local/options";
import { exitCodeOf, runDrills } from "../../../tools/drill-local/run";
import { ON_FIXTURES } from "../../support/command-line";
import { withTools } from "./support/suite";

/** Few visitors, and only as long away as failures take to show. */
const read = (...args: string[]) =>
  inFolder(optionsOf(drillLocalCommand(), [...ON_FIXTURES, "--rate", "40", "--away", "0.5", ...args]));
const CALM = 20;

/** A stored note is taken away behind the application's back: what no drill may ever find. */
const forgetful: Drill = {
  name: "forget",
  what: "the database forgets a note",
  isAway: false,
  differs: "",
  act: ({ run }) => {
    run.database.query("DELETE FROM app.notes WHERE title = 'forget 0'");
    return Promise.resolve();
  },
};

/** A deployment is a rotation's new tasks and half of a flip. */
const KEPT = DRILLS.filter(({ name }) => name !== "deploy");

withTools("npm run drill:local", () => {
  it("lets each thing fail under load and loses no acknowledged write, or finds that one is gone", async () => {
    const { comparisons, text, writesLost } = await runDrills(read(), [...KEPT, forgetful], CALM);
    const trials = comparisons.map(({ trial }) => trial);
    expect(trials.map(({ drill }) => drill.name)).to.deep.equal([...KEPT.map(({ name }) => name), "forget"]);
    for (const { drill, requests, writes, writesLost: gone } of trials) {
      expect(requests, drill.name).to.be.at.least(2 * CALM);
      expect(writes, drill.name).to.be.at.least(2);
      expect(gone, drill.name).to.deep.equal(drill === forgetful ? ["forget 0"] : []);
    }
    const lost = (name: string) => trials.find(({ drill }) => drill.name === name)?.lost;
    expect(["rotate", "flip"].map(lost), "what is done on purpose").to.deep.equal([0, 0]);
    expect(lost("database"), "without a database").to.be.greaterThan(0);
    expect(lost("origin"), "without a load balancer").to.be.greaterThan(0);
    const said = comparisons.map(({ said: failure }) => failure?.what);
    expect(said).to.deep.equal([
      "a task of backend",
      "a task of backend",
      "zone us-east-1a",
      "the primary of database",
      "zone us-east-1a",
      ...[undefined, undefined, undefined],
    ]);
    expect(text).to.contain("health checks every 1 s (15 s in the stack), 3 failed ones in a row replace a task");
    expect(text).to.match(/NOT as said: [^\n]*forget\.\nWrites lost: 1 of \d+ that were acknowledged\.\n$/);
    expect([exitCodeOf({ writesLost }), exitCodeOf({ writesLost: 0 })]).to.deep.equal([1, 0]);
  });
});
