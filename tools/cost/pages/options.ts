import { readArguments, refuseProblems } from "@toolkit/offline/arguments";

/** What `npm run cost` was asked for. */
export interface CostOptions {
  readonly stack: string;
  readonly set: readonly string[];
  /** Where the stack files are. @default the working directory */
  readonly folder?: string;
  /** Preset or path of a usage file; absent for the preset that fits the stack's profile. */
  readonly usage?: string;
  /** Saved preview to price instead of a stack. */
  readonly graph?: string;
  readonly diff?: string;
  readonly budgetUsd?: number;
  readonly format: "text" | "markdown" | "json";
  readonly details: boolean;
  readonly help: boolean;
}

export const HELP = `Shows what a stack costs in a month: offline, from the price table of this project.

Usage: npm run cost -- [options]

  --stack NAME        stack file to price, Pulumi.NAME.yaml (default: dev)
  --stacks FOLDER     where the stack files are (default: this folder)
  --set PATH=VALUE    change the configuration, as pulumi config set --path does; repeatable
  --graph FILE        price a saved document of npm run --silent preview -- --json instead of a stack
  --usage NAME|FILE   traffic of the month: idle, small, large, or a YAML or JSON file that overrides one of them
                      (default: idle for profile dev, small for prod)
  --diff BASE         what changes: with a setting (frontend=spa), since a revision (git:HEAD~1) or a saved
                      document (graph.json), or from another stack (prod)
  --budget USD        exit with 1 when the month costs more
  --details           every line with quantity, price, source, date and confidence
  --markdown          for a pull request
  --json              Infracost's JSON format 0.2; run npm with --silent
  --help              this text
`;

const DEFINITIONS = {
  stack: { type: "string" },
  stacks: { type: "string" },
  set: { type: "string", multiple: true },
  graph: { type: "string" },
  usage: { type: "string" },
  diff: { type: "string" },
  budget: { type: "string" },
  details: { type: "boolean" },
  markdown: { type: "boolean" },
  json: { type: "boolean" },
  trace: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** @throws RunError that names every option it does not understand and every value that is wrong. */
export function parseCostOptions(args: readonly string[]): CostOptions {
  const given = readArguments(args, DEFINITIONS);
  const [graph, usage, diff, budget] = (["graph", "usage", "diff", "budget"] as const).map((name) => given.text(name));
  const folder = given.text("stacks");
  const problems = [...given.problems];
  if (given.flag("json") && given.flag("markdown")) problems.push("--json and --markdown exclude each other.");
  if (graph !== undefined && (given.text("stack") !== undefined || given.texts("set").length > 0)) {
    problems.push("--graph prices a saved document: leave out --stack and --set.");
  }
  if (budget !== undefined && budget !== "" && !isBudget(budget)) {
    problems.push(`--budget ${budget}: give USD a month, a number above zero such as 300.`);
  }
  refuseProblems(problems, "npm run cost");
  return {
    stack: given.text("stack") ?? "dev",
    set: given.texts("set"),
    ...(folder === undefined ? {} : { folder }),
    ...(usage === undefined ? {} : { usage }),
    ...(graph === undefined ? {} : { graph }),
    ...(diff === undefined ? {} : { diff }),
    ...(budget === undefined ? {} : { budgetUsd: Number(budget) }),
    format: given.flag("json") ? "json" : given.flag("markdown") ? "markdown" : "text",
    details: given.flag("details"),
    help: given.flag("help"),
  };
}

/** Infinity and hexadecimal notation are numbers too, but no budgets. */
const isBudget = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0;
