import { expect } from "chai";

import { Copy } from "../../../tools/adoption/copy";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";

const ON_FIXTURES = ["--stacks", FIXTURE_STACKS];

describe("subcommands of a copy in one process", () => {
  let copy: Copy;

  before(async () => {
    copy = await Copy.of(process.cwd(), false);
  });
  after(() => {
    copy.delete();
  });

  it("say what each says by itself, and end with its exit code", async () => {
    const [unknown, previewed, again] = await copy.runSubcommands([
      ["preview", "--stcak", "dev"],
      ["preview", "--stack", "dev", ...ON_FIXTURES],
      ["diagrams", "--stack", "none", ...ON_FIXTURES],
    ]);
    expect(unknown?.exitCode).to.equal(1);
    expect(unknown?.text).to.include("Unknown option --stcak; did you mean --stack?");
    expect(previewed?.exitCode).to.equal(0);
    expect(previewed?.text).to.match(/^webapp-dev {2}\d+ resources\n/);
    expect(again?.exitCode).to.equal(1);
    expect(again?.text).to.include("Pulumi.none.yaml");
  });

  it("have failed when the process ended before they did", async () => {
    copy.write("tools/cost/cli.ts", 'console.log("gone");\nprocess.exit(0);\n');
    const [first, ...rest] = await copy.runSubcommands([["preview", "--wrong"], ["cost"], ["policy"]]);
    expect(first?.text).to.include("Unknown option --wrong");
    expect(rest.map(({ exitCode }) => exitCode)).to.deep.equal([1, 1]);
    for (const { text } of rest) expect(text).to.include("The process ended before this command did.");
  });
});
