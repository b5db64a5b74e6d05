import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";

import { invocationOf } from "../../../tools/cli/invocation";
import { loadSubcommand } from "../../../tools/cli/load";
import { SUBCOMMANDS } from "../../../tools/cli/subcommands";

const tsx = require.resolve("tsx/cjs");
const cli = resolve("tools/cli.ts");

function toolkit(args: readonly string[], stdout: "pipe" | number = "pipe", env: NodeJS.ProcessEnv = {}) {
  const { status, ...texts } = spawnSync(process.execPath, ["--require", tsx, cli, ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: ["ignore", stdout, "pipe"],
  });
  return { status, stdout: texts.stdout, stderr: texts.stderr };
}

describe("npm run toolkit", () => {
  it("lists every subcommand, with or without --help", () => {
    const listed = toolkit([]);
    expect(listed).to.include({ status: 0, stderr: "" });
    for (const name of Object.keys(SUBCOMMANDS)) expect(listed.stdout).to.match(new RegExp(`^  ${name} +\\w`, "m"));
    expect(toolkit(["--help"])).to.deep.equal(listed);
  });

  it("names the nearest word for a mistyped subcommand", () => {
    expect(toolkit(["prewiew"])).to.deep.equal({
      status: 1,
      stdout: "",
      stderr: "Unknown command prewiew; did you mean preview?\nnpm run toolkit lists the commands.\n",
    });
    expect(toolkit(["toString"]).stderr).to.equal("Unknown command toString.\nnpm run toolkit lists the commands.\n");
  });

  it("explains a subcommand with help NAME as with --help", () => {
    const help = toolkit(["help", "guard"]);
    expect(help).to.deep.equal(toolkit(["guard", "--help"]));
    expect(help.stdout).to.match(/^Usage: npm run toolkit -- guard \[options\]\n[^]*\n {2}--accept <type::name> /);
  });

  it("says so when standard output is full", function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const { status, stderr } = toolkit(["--help"], full);
    closeSync(full);
    expect(stderr).to.match(/^Standard output cannot be written: ENOSPC[^\n]*\n$/);
    expect(status).to.equal(1);
  });

  it("says what to type when npm kept an option for itself", () => {
    const env = { npm_lifecycle_event: "preview", npm_config_json: "true" };
    expect(toolkit(["preview"], "pipe", env)).to.deep.equal({
      status: 1,
      stdout: "",
      stderr: "npm kept --json for itself; put -- before the options: npm run preview -- --json\n",
    });
  });
});

describe("subcommands", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

  for (const [name, { hasScript }] of Object.entries(SUBCOMMANDS)) {
    it(`${name} is a command of that name, with a script if it says so`, () => {
      expect(loadSubcommand(name).command.name()).to.equal(name);
      expect(scripts[name]?.endsWith(`tools/cli.ts ${name}`) === true).to.equal(hasScript === true);
      expect(invocationOf(name)).to.equal(hasScript === true ? `npm run ${name} --` : `npm run toolkit -- ${name}`);
    });
  }
});
