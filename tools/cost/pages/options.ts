import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import {
  answerOption,
  configOption,
  decimal,
  type OptionsOf,
  programOption,
  setOption,
  stackOption,
  stacksOption,
  strictOption,
  traceOption,
  usageOption,
} from "../../cli/options";
import { HOURS_PER_MONTH } from "@toolkit/cost/formulas/time";
import { LIST_TERMS, type Terms } from "@toolkit/cost/terms";
import { otherProblems } from "../../program/other-problems";

export const costCommand = () =>
  new Command("cost")
    .description("Shows what a stack costs in a month: offline, from the price table of this project.")
    .addOption(stackOption("stack file to price, Pulumi.NAME.yaml (default: dev)"))
    .addOption(stacksOption())
    .addOption(setOption())
    .option(
      "--graph <file>",
      "price a saved document of npm run --silent preview -- --json instead of a stack; - reads it from standard input",
    )
    .addOption(programOption())
    .addOption(configOption())
    .addOption(answerOption())
    .addOption(strictOption("something has no price or is unknown"))
    .addOption(usageOption())
    .option(
      "--diff <base>",
      "what changes: with a setting (frontend=spa), since a revision (git:HEAD~1) or a saved document (graph.json), or from another stack (prod)",
    )
    .addOption(
      new Option(
        "--budget <usd|+usd|+percent%>",
        "exit with 3 when the month costs more; +10% or +20: when it costs so much more than the base of --diff",
      ).argParser(readBudget),
    )
    .addOption(
      new Option(
        "--free-tier <whose>",
        "whether the monthly allowances of an account are taken off (default: account)",
      ).choices(["account", "none"] as const),
    )
    .addOption(
      new Option(
        "--commitment <what=percent>",
        "percent that Savings Plans (compute) or reserved instances (database) take off what always runs; repeatable",
      )
        .argParser(readCommitment)
        .default(LIST_TERMS.commitment, "none"),
    )
    .addOption(new Option("--discount <percent>", "percent off everything").argParser(percent))
    .addOption(new Option("--hours <number>", "hours of the month in which the stack stands").argParser(hours))
    .addOption(new Option("--by <tag:Name>", "totals by the values of a tag instead of by service").argParser(tagName))
    .option(
      "--bill <file>",
      "compare with a bill: a CSV file of Cost Explorer, grouped by usage type (or service), by month",
    )
    .option("--details", "every line with quantity, price, source, date and confidence")
    .option("--markdown", "for a pull request")
    .option("--json", "Infracost's JSON format 0.2; run npm with --silent")
    .addOption(traceOption());

/** What `npm run cost` was asked for. */
export type CostOptions = OptionsOf<ReturnType<typeof costCommand>>;

export function costProblems(options: Omit<CostOptions, "folder">): string[] {
  const { json, markdown, graph, stack, set, budget, diff, by, bill } = options;
  return [
    ...otherProblems(options),
    ...(json === true && markdown === true ? ["--json and --markdown exclude each other."] : []),
    ...(graph !== undefined && (stack !== undefined || set.length > 0)
      ? ["--graph prices a saved document: leave out --stack and --set."]
      : []),
    ...(budget?.kind === "increase" && diff === undefined
      ? ["--budget +… is an increase: say over what with --diff."]
      : []),
    ...(by !== undefined && (json === true || diff !== undefined)
      ? ["--by is for the table: leave out --json and --diff."]
      : []),
    ...(bill !== undefined && (json === true || diff !== undefined || by !== undefined)
      ? ["--bill has an answer of its own: leave out --json, --diff and --by."]
      : []),
  ];
}

/** A limit of the month, or of what it costs more than a base: USD or percent. */
export type Budget =
  | { readonly kind: "total"; readonly usd: number }
  | { readonly kind: "increase"; readonly usd: number }
  | { readonly kind: "increase"; readonly percent: number };

/** Infinity and hexadecimal notation are numbers too, but no budgets. */
function readBudget(text: string): Budget {
  const [, plus, digits = "", sign] = /^(\+?)(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(digits);
  if (plus === "+" && digits !== "")
    return { kind: "increase", ...(sign === "%" ? { percent: value } : { usd: value }) };
  if (plus === "" && sign === "" && value > 0) return { kind: "total", usd: value };
  throw new InvalidArgumentError(
    "give USD a month, a number above zero such as 300, or an increase such as +10% or +20.",
  );
}

const percent = decimal("give a percentage from 0 to 100.", (number) => number <= 100);

function readCommitment(text: string, previous: Terms["commitment"]): Terms["commitment"] {
  const [what = "", share = ""] = text.split("=");
  if (what !== "compute" && what !== "database")
    throw new InvalidArgumentError("give compute=PERCENT or database=PERCENT.");
  if (previous[what] !== LIST_TERMS.commitment[what]) throw new InvalidArgumentError(`${what} is given already.`);
  return { ...previous, [what]: percent(share) };
}

const hours = decimal(
  `give hours of a month, above 0 and up to ${HOURS_PER_MONTH}.`,
  (number) => number > 0 && number <= HOURS_PER_MONTH,
);

function tagName(text: string): string {
  const [, name] = /^tag:(.+)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError("give tag: and the tag's name, such as tag:Team.");
  return name;
}
