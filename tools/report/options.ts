import { Command } from "@commander-js/extra-typings";
import { type OptionsOf, setOption, stackOption, stacksOption, traceOption, usageOption } from "../cli/options";

export const reportCommand = () =>
  new Command("report")
    .description(
      "Writes a stack as one HTML page: cost, pictures, scaling, traffic, policies, rights, resources, first deployment, differences. The page needs no network and no other file.",
    )
    .addOption(stackOption().default("dev"))
    .addOption(stacksOption())
    .addOption(setOption())
    .addOption(usageOption())
    .option("--out <file>", "where to write (default: build/report-NAME.html)")
    .addOption(traceOption());

/** What `npm run report` was asked for. */
export type ReportOptions = OptionsOf<ReturnType<typeof reportCommand>>;
