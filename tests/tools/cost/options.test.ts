import { expect } from "chai";

import { read } from "./command";

describe("cost options", () => {
  it("have defaults", () => {
    expect(read()).to.deep.equal({ set: [] });
  });

  it("are read, --set more than once", () => {
    const args = ["--stack", "prod", "--set=a=1", "--set", "b=2", "--usage", "large", "--diff=git:HEAD", "--json"];
    expect(read(...args, "--budget", "300.5", "--details")).to.deep.equal({
      stack: "prod",
      set: ["a=1", "b=2"],
      usage: "large",
      diff: "git:HEAD",
      budget: 300.5,
      json: true,
      details: true,
    });
    expect(read("--graph", "graph.json", "--markdown")).to.deep.include({
      graph: "graph.json",
      markdown: true,
    });
  });

  const refusals: readonly (readonly [readonly string[], string])[] = [
    [["--budget", "-5"], "--budget -5: give USD a month, a number above zero such as 300.\n"],
    [["--budget=0"], "--budget 0: give USD a month"],
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
