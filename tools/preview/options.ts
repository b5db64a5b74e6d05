import { Command } from "@commander-js/extra-typings";
import {
  answerOption,
  configOption,
  type OptionsOf,
  programOption,
  setOption,
  stackOption,
  stacksOption,
  strictOption,
  traceOption,
} from "../cli/options";
import { otherProblems } from "../program/other-problems";

export const previewCommand = () =>
  new Command("preview")
    .description("Shows what a stack deploys: offline, without AWS, credentials or the Pulumi CLI.")
    .addOption(stackOption().default("dev"))
    .addOption(stacksOption())
    .addOption(
      setOption(
        "change the configuration, as pulumi config set --path does; repeatable: --set frontend=spa --set 'network.azs=[a, b, c]'",
      ),
    )
    .addOption(programOption())
    .addOption(configOption())
    .addOption(answerOption())
    .addOption(strictOption("something is unknown or has no price"))
    .option(
      "--diff <target>",
      "only what changes: with a setting (frontend=spa), since a revision (git:HEAD~1), or from another stack (prod)",
    )
    .option("--json", "one JSON document (docs/graph.md); run npm with --silent")
    .option("--unknown", "as in a first preview: values that AWS computes show as [unknown]")
    .addOption(traceOption());

/** What `npm run preview` was asked for. */
export type Options = OptionsOf<ReturnType<typeof previewCommand>>;

export const previewProblems = (options: Omit<Options, "folder">): string[] => [
  ...otherProblems(options),
  ...(options.unknown === true && options.diff !== undefined
    ? ["--unknown and --diff exclude each other: unknown values cannot be compared."]
    : []),
  ...(options.strict === true && options.unknown === true
    ? ["--strict and --unknown exclude each other: with --unknown nothing that AWS computes is known."]
    : []),
];
