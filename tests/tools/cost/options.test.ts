import { expect } from "chai";

import { read } from "./command";
import { runSubcommand } from "../ci/run-script";

describe("cost options", () => {
  it("have defaults", () => {
    expect(read()).to.deep.equal({ set: [], commitment: { compute: 0, database: 0 } });
  });

  it("are read, --set more than once", () => {
    const args = ["--stack", "prod", "--set=a=1", "--set", "b=2", "--usage", "large", "--diff=git:HEAD", "--json"];
    expect(read(...args, "--budget", "300.5", "--details")).to.deep.equal({
      stack: "prod",
      set: ["a=1", "b=2"],
      commitment: { compute: 0, database: 0 },
      usage: "large",
      diff: "git:HEAD",
      budget: { kind: "total", usd: 300.5 },
      json: true,
      details: true,
    });
    expect(read("--commitment=compute=20", "--commitment", "database=30.5", "--by=tag:Team")).to.deep.include({
      commitment: { compute: 20, database: 30.5 },
      by: "Team",
    });
    expect(read("--diff", "prod", "--budget=+10%")).to.deep.include({ budget: { kind: "increase", percent: 10 } });
    expect(read("--diff", "prod", "--budget=+20")).to.deep.include({ budget: { kind: "increase", usd: 20 } });
    expect(read("--graph", "graph.json", "--markdown")).to.deep.include({
      graph: "graph.json",
      markdown: true,
    });
  });

  it("explain the usage profile without a look at any program", async () => {
    const { exitCode, stdout, stderr } = await runSubcommand("cost", [
      ...["--usage", "help"],
      ...["--program", "tests/fixtures/nowhere"],
    ]);
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.match(/^key +idle +small +large +meaning\n/);
    expect(stdout).to.match(/^traffic\.pageViews +\d+ +\d+ +\d+ {2}\w/m);
  });

  const refusals: readonly (readonly [readonly string[], string])[] = [
    [
      ["--budget", "-5"],
      "--budget -5: give USD a month, a number above zero such as 300, or an increase such as +10% or +20.\n",
    ],
    [["--budget=0"], "--budget 0: give USD a month"],
    [["--budget=+10%"], "--budget +… is an increase: say over what with --diff.\n"],
    [["--commitment", "network=3"], "give compute=PERCENT or database=PERCENT."],
    [["--discount", "101"], "give a percentage from 0 to 100."],
    [["--hours", "731"], "above 0 and up to 730."],
    [["--by", "Team"], "give tag: and the tag's name, such as tag:Team."],
    [["--by", "tag:Team", "--json"], "--by is for the table: leave out --json and --diff.\n"],
    [["--bill", "b.csv", "--json"], "--bill has an answer of its own: leave out --json, --diff and --by.\n"],
    [["--budget=1e3"], "--budget 1e3: give USD a month"],
    [["--budget=cheap"], "--budget cheap: give USD a month"],
    [["--usag", "small"], "Unknown option --usag; did you mean --usage?\n"],
    [["--graph"], "--graph needs a value.\n"],
    [["--json", "--markdown"], "--json and --markdown exclude each other.\n"],
    [["--graph", "graph.json", "--stack", "prod"], "--graph prices a saved document: leave out --stack and --set.\n"],
    [["--graph", "graph.json", "--set", "a=1"], "--graph prices a saved document: leave out --stack and --set.\n"],
    [["--budget=-1", "--stak=x"], "Unknown option --stak; did you mean --stack?\n--budget -1: give USD"],
  ];
  for (const [args, message] of refusals) {
    it(`refuse ${args.join(" ")}`, () => {
      expect(() => read(...args)).to.throw(message);
    });
  }
});
