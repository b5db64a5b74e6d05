import { Argument, Command, Option } from "@commander-js/extra-typings";
import { expect } from "chai";

import { repeatable, setOption, wholeNumber } from "../../../tools/cli/options";
import { optionsOf } from "../../../tools/cli/read";
import { takenByNpm } from "../../../tools/cli/taken-by-npm";

const command = () =>
  new Command("preview")
    .requiredOption("--stack <name>")
    .addOption(setOption())
    .addOption(repeatable(new Option("--accept <name>")))
    .addOption(new Option("-p, --port <port>").argParser(wholeNumber(1, 9)))
    .option("--dry-run")
    .option("--json");

const CLOSING = "npm run preview -- --help lists the options.";
const refusalOf = (args: readonly string[]): string[] => {
  try {
    optionsOf(command(), args);
  } catch (error) {
    const lines = (error as Error).message.split("\n");
    expect(lines.pop()).to.equal(CLOSING);
    return lines;
  }
  throw new Error("Nothing was refused.");
};

describe("options of a subcommand", () => {
  it("leave an argument that takes several words all of them, but for what looks like an option", () => {
    const command = () => new Command("adopt").argument("[changes...]", "which").option("--install");
    const read = (...args: string[]) => {
      const made = command();
      const options = optionsOf(made, args);
      return [options, made.processedArgs];
    };
    expect(read("one", "--install", "two")).to.deep.equal([{ install: true }, [["one", "two"]]]);
    expect(read()).to.deep.equal([{}, [[]]]);
    expect(() => read("one", "--instal")).to.throw("Unknown option --instal; did you mean --install?");
  });

  it("are values, lists and flags", () => {
    expect(optionsOf(command(), ["--stack=dev"])).to.deep.equal({ stack: "dev", set: [], accept: [] });
    const args = ["--stack", "dev", "--set", "a=-1", "--set=b=2", "-p", "3", "--dry-run"];
    expect(optionsOf(command(), args)).to.deep.equal({
      stack: "dev",
      set: ["a=-1", "b=2"],
      accept: [],
      port: 3,
      dryRun: true,
    });
  });

  it("are given once, unless they gather what they are given", () => {
    expect(
      refusalOf(["--stack", "dev", "--set", "a=1", "--set", "a=2", "--stack=prod", "-p", "3", "-p", "4"]),
    ).to.deep.equal([
      "--stack is given twice, dev and prod; give it once.",
      "--port is given twice, 3 and 4; give it once.",
    ]);
  });

  it("are refused with every mistake at once", () => {
    expect(refusalOf(["--stak", "x", "--port", "12", "--json=yes", "more", "--set"])).to.deep.equal([
      "Unknown option --stak; did you mean --stack?",
      "--json takes no value.",
      "--port 12: use a whole number from 1 to 9.",
      "--set needs a value.",
      "--stack is missing.",
    ]);
    expect(refusalOf(["prod", "--stack="])).to.deep.equal([
      "prod is not an option; npm needs -- before the options.",
      "--stack needs a value.",
    ]);
    expect(refusalOf(["--set", "--json", "--stack", "dev", "-x"])).to.deep.equal([
      "Unknown option -x.",
      "--set needs a value.",
    ]);
  });

  it("are checked together when each is read", () => {
    const problems = ({ json }: { json?: true | undefined }) => (json === true ? ["--json is too much."] : []);
    expect(() => optionsOf(command(), ["--stack", "dev", "--json", "--jsn"], problems)).to.throw(
      `Unknown option --jsn; did you mean --json?\n--json is too much.\n${CLOSING}`,
    );
  });

  it("come with arguments that are checked as well", () => {
    const bench = () => new Command("bench").addArgument(new Argument("<what>").choices(["app", "cost"]));
    expect(() => optionsOf(bench(), [])).to.throw("what is missing.\nnpm run toolkit -- bench --help");
    expect(() => optionsOf(bench(), ["--tests"])).to.throw("Unknown option --tests.\n");
    expect(() => optionsOf(bench(), ["apps"])).to.throw("what apps: Allowed choices are app, cost.");
  });
});

describe("options that npm keeps for itself", () => {
  const taken = (environment: NodeJS.ProcessEnv, ...args: string[]) =>
    takenByNpm("preview", command().options, args, { npm_lifecycle_event: "preview", ...environment });
  const answer = (names: string, options: string): string =>
    `npm kept ${names} for itself; put -- before the options: npm run preview -- ${options}`;

  it("are shown where they belong", () => {
    expect(taken({ npm_config_json: "true" })).to.equal(answer("--json", "--json"));
    expect(taken({ npm_config_dry_run: "true", npm_config_stack: "prod" })).to.equal(
      answer("--stack, --dry-run", "--stack prod --dry-run"),
    );
    expect(taken({ npm_config_set: "a=b\n\nc=[d, e]" })).to.equal(answer("--set", "--set a=b --set 'c=[d, e]'"));
  });

  it("take their value with them where it is clear", () => {
    expect(taken({ npm_config_stack: "true" }, "prod")).to.equal(answer("--stack", "--stack prod"));
    expect(taken({ npm_config_stack: "true", npm_config_set: "true" }, "prod", "a=b")).to.equal(
      answer("--stack, --set", "--stack <name> --set <path=value>"),
    );
  });

  it("are nobody's concern otherwise", () => {
    expect(taken({})).to.equal(undefined);
    expect(taken({ npm_config_json: "false", npm_config_loglevel: "silent" })).to.equal(undefined);
    expect(taken({ npm_lifecycle_event: "test", npm_config_json: "true" })).to.equal(undefined);
  });
});
