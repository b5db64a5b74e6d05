import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";

import { invocationOf } from "../../../tools/cli/invocation";
import { loadSubcommand } from "../../../tools/cli/load";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
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

/** What a person sees on a terminal; undefined without util-linux's script, which makes one. */
function onTerminal(columns: number, args: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const command = `stty cols ${columns}; exec ${[process.execPath, "--require", tsx, cli, ...args].join(" ")} 2>/dev/null`;
  const { status, stdout } = spawnSync("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return status === 0 ? stdout.replaceAll("\r", "") : undefined;
}

describe("npm run toolkit", function () {
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

  for (const command of ["preview", "cost", "timeline"]) {
    it(`${command} fits a terminal of 40 columns that knows no escape sequences`, function () {
      const shown = onTerminal(40, [command, "--stacks", FIXTURE_STACKS, "--stack", "dev"], { TERM: "dumb" });
      if (shown === undefined) this.skip();
      expect(shown)
        .to.match(/(.+\n){10}/)
        .and.not.to.include("\u001B");
      const tooLong = shown.split("\n").filter((line) => line.length > 40 && line.trim().includes(" "));
      expect(tooLong).to.deep.equal([]);
      const whole = toolkit([command, "--stacks", FIXTURE_STACKS, "--stack", "dev"]).stdout;
      const words = (text: string): string => text.replaceAll(/[\s…]+/g, " ").trim();
      expect(words(whole)).to.not.include("\u001B");
      // The tree of the preview is cut to the terminal, the others lose nothing.
      if (command !== "preview") expect(words(shown)).to.equal(words(whole));
    });
  }

  it("colours a terminal that can", function () {
    const shown = onTerminal(200, ["preview", "--stacks", FIXTURE_STACKS, "--stack", "dev"], {
      TERM: "xterm",
      NO_COLOR: "",
    });
    if (shown === undefined) this.skip();
    expect(shown).to.include("\u001B[1mwebapp-dev");
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
