import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { costCommand, costProblems } from "../../../tools/cost/pages/options";
import { optionsOf } from "../../../tools/cli/read";
import { together } from "../../../tools/cli/together";
import { countsIn, linesOf, programsIn } from "../../../tools/bench/programs";
import { policyCommand, policyProblems } from "../../../tools/policies/options";
import { previewCommand, previewProblems } from "../../../tools/preview/options";

/** Programs that others wrote; they are not part of this repository. */
const FOLDER =
  ["../shared", "../../shared"].map((path) => join(path, "data/programs")).find((path) => existsSync(path)) ?? "";
const PROGRAMS = programsIn(FOLDER);

/** Their regions have no prices yet; elsewhere they would cost the same things. */
const PRICED = ["--config", "aws:region=us-east-1"];

describe("preview, cost and policy of programs that others wrote", function () {
  this.retries(2);

  before(function () {
    if (PROGRAMS.length === 0) this.skip();
  });

  it("are there, eight of them", () => {
    expect(PROGRAMS).to.have.length.of.at.least(8);
  });

  for (const name of PROGRAMS) {
    it(`${name} previews, is priced and gets findings`, async () => {
      const said = await together(process.cwd(), linesOf(FOLDER, name, PRICED));
      for (const { exitCode, text } of said.slice(0, 2)) expect(exitCode, text).to.equal(0);
      expect(said[2]?.exitCode, said[2]?.text).to.be.oneOf([0, 1]);
      const row = countsIn(said.map(({ stdout }) => stdout));
      expect(row.resources).to.be.greaterThan(1);
      expect(row.findings).to.be.greaterThan(0);
      expect(row.priced + row.unpriced).to.be.greaterThan(0);
    });
  }
});

describe("options for another program", () => {
  const preview = (args: string[]) => optionsOf(previewCommand(), args, previewProblems);
  const cost = (args: string[]) => optionsOf(costCommand(), args, costProblems);
  const policy = (args: string[]) => optionsOf(policyCommand(), args, policyProblems);

  it("are taken by preview, cost and policy", () => {
    const args = ["--program", "x", "--config", "a=1", "--config", "b=2", "--answer", "f.x=1", "--stack", "live"];
    const other = { program: "x", stack: "live", config: ["a=1", "b=2"], answer: ["f.x=1"] };
    for (const read of [preview, cost, policy]) expect(read(args)).to.deep.include(other);
  });

  it("exclude what is about this program's own stacks", () => {
    for (const read of [preview, cost, policy]) {
      expect(() => read(["--program", "x", "--stack", "dev", "--set", "a=1"])).to.throw("--set is about");
      expect(() => read(["--program", "x", "--stacks", "y"])).to.throw("--stacks is about");
      expect(() => read(["--config", "a=1"])).to.throw("--config needs --program");
    }
    expect(() => preview(["--program", "x", "--diff", "prod"])).to.throw("--diff is about");
    expect(() => cost(["--program", "x", "--graph", "g.json"])).to.throw("--graph is about");
    expect(() => policy(["--program", "x", "--all"])).to.throw("--accepted and --all are about");
  });
});
