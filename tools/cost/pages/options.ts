import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import {
  answerOption,
  configOption,
  type OptionsOf,
  programOption,
  setOption,
  stackOption,
  stacksOption,
  traceOption,
  usageOption,
} from "../../cli/options";
import { otherProblems } from "../../program/other-problems";

export const costCommand = () =>
  new Command("cost")
    .description("Shows what a stack costs in a month: offline, from the price table of this project.")
    .addOption(stackOption("stack file to price, Pulumi.NAME.yaml (default: dev)"))
    .addOption(stacksOption())
    .addOption(setOption())
    .option("--graph <file>", "price a saved document of npm run --silent preview -- --json instead of a stack")
    .addOption(programOption())
    .addOption(configOption())
    .addOption(answerOption())
    .addOption(usageOption())
    .option(
      "--diff <base>",
      "what changes: with a setting (frontend=spa), since a revision (git:HEAD~1) or a saved document (graph.json), or from another stack (prod)",
    )
    .addOption(new Option("--budget <usd>", "exit with 1 when the month costs more").argParser(usdAMonth))
    .option("--details", "every line with quantity, price, source, date and confidence")
    .option("--markdown", "for a pull request")
    .option("--json", "Infracost's JSON format 0.2; run npm with --silent")
    .addOption(traceOption());

/** What `npm run cost` was asked for. */
export type CostOptions = OptionsOf<ReturnType<typeof costCommand>>;

export function costProblems(options: Omit<CostOptions, "folder">): string[] {
  const { json, markdown, graph, stack, set } = options;
  return [
    ...otherProblems(options),
    ...(json === true && markdown === true ? ["--json and --markdown exclude each other."] : []),
    ...(graph !== undefined && (stack !== undefined || set.length > 0)
      ? ["--graph prices a saved document: leave out --stack and --set."]
      : []),
  ];
}

/** Infinity and hexadecimal notation are numbers too, but no budgets. */
function usdAMonth(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError("give USD a month, a number above zero such as 300.");
}
