import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as refresh from "./refresh";

const OUT = "packages/offline/src/replacement/probable.json";

const command = new Command("refresh-replacements")
  .description(
    "Reads from AWS's resource schemas which inputs cannot be changed in place: pip download --no-deps cfn-lint, unpack the wheel, and name its folder cfnlint/data/schemas/resources.",
  )
  .requiredOption("--schemas <folder>", "folder of the schemas, one JSON file each")
  .option("--out <file>", "where the table goes", OUT)
  .addOption(traceOption());

export default subcommand(command, {
  run: ({ schemas, out }) => {
    const { refreshReplacements } = require("./refresh") as typeof refresh;
    console.log(`${out}: ${refreshReplacements(schemas, out)} types`);
  },
});
