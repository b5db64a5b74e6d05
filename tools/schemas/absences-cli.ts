import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as absences from "./absences";

const OUT = "packages/offline/src/regions/absent.json";

const command = new Command("refresh-regions")
  .description(
    "Reads from AWS's resource schemas which types a region does not have: pip download --no-deps cfn-lint, unpack the wheel, and name its folder cfnlint/data/schemas.",
  )
  .requiredOption("--schemas <folder>", "folder with resources and providers")
  .requiredOption("--date <day>", "day of the schemas, such as 2026-10-20")
  .option("--out <file>", "where the table goes", OUT)
  .addOption(traceOption());

export default subcommand(command, {
  run: ({ schemas, date, out }) => {
    const { refreshAbsences } = require("./absences") as typeof absences;
    console.log(`${out}: ${refreshAbsences(schemas, date, out)} types`);
  },
});
