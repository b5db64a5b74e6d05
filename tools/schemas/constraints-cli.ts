import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as refresh from "./refresh-constraints";

const OUT = "packages/offline/src/constraints/table.json";

const command = new Command("refresh-constraints")
  .description(
    "Reads from AWS's resource schemas which values inputs may have: pip download --no-deps cfn-lint, unpack the wheel, and name its folder cfnlint/data/schemas/resources.",
  )
  .requiredOption("--schemas <folder>", "folder of the schemas, one JSON file each")
  .requiredOption("--date <day>", "day of the schemas, such as 2026-10-20")
  .option("--out <file>", "where the table goes", OUT)
  .addOption(traceOption());

export default subcommand(command, {
  run: ({ schemas, date, out }) => {
    const { refreshConstraints } = require("./refresh-constraints") as typeof refresh;
    console.log(`${out}: ${refreshConstraints(schemas, date, out)} types`);
  },
});
