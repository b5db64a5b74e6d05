import { Command } from "@commander-js/extra-typings";
import { type OptionsOf, setOption, stackOption, stacksOption, traceOption } from "../cli/options";

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
    .option(
      "--diff <target>",
      "only what changes: with a setting (frontend=spa), since a revision (git:HEAD~1), or from another stack (prod)",
    )
    .option("--json", "one JSON document (docs/graph.md); run npm with --silent")
    .option("--unknown", "as in a first preview: values that AWS computes show as [unknown]")
    .addOption(traceOption());

/** What `npm run preview` was asked for. */
export type Options = OptionsOf<ReturnType<typeof previewCommand>>;

export const previewProblems = ({ unknown, diff }: Pick<Options, "unknown" | "diff">): string[] =>
  unknown === true && diff !== undefined
    ? ["--unknown and --diff exclude each other: unknown values cannot be compared."]
    : [];
