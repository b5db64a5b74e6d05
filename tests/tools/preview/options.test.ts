import { expect } from "chai";
import { inFolder } from "../../../tools/cli/options";
import { optionsOf } from "../../../tools/cli/read";
import { previewCommand, previewProblems } from "../../../tools/preview/options";

const parseOptions = (args: string[]) => inFolder(optionsOf(previewCommand(), args, previewProblems));

describe("preview options", () => {
  it("has defaults", () => {
    expect(parseOptions([])).to.deep.equal({ stack: "dev", set: [] });
  });

  it("reads every option, --set more than once", () => {
    const options = parseOptions([
      "--stack=prod",
      "--stacks=elsewhere",
      "--set",
      "a=1",
      "--set=b=-2",
      "--diff",
      "git:HEAD~1",
      "--json",
      "--trace",
    ]);
    expect(options).to.deep.equal({
      stack: "prod",
      set: ["a=1", "b=-2"],
      folder: "elsewhere",
      diff: "git:HEAD~1",
      json: true,
      trace: true,
    });
  });

  const refusals: [string[], string][] = [
    [["--stak", "prod"], "Unknown option --stak; did you mean --stack?\n"],
    [["--frobnicate"], "Unknown option --frobnicate.\n"],
    [["--stack"], "--stack needs a value.\n"],
    [["--stack="], "--stack needs a value.\n"],
    [["--set", "--json"], "--set needs a value.\n"],
    [["--json=yes"], "--json takes no value.\n"],
    [["--unknown", "--diff", "prod"], "--unknown and --diff exclude each other"],
    [["prod"], "prod is not an option; npm needs -- before the options.\n"],
    [
      ["--stak", "x", "--dif=y", "z"],
      "Unknown option --stak; did you mean --stack?\nUnknown option --dif; did you mean --diff?\n",
    ],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${args.join(" ")}`, () => {
      expect(() => parseOptions(args)).to.throw(message);
    });
  }
});
