import { Command, Option } from "@commander-js/extra-typings";
import { runRefresh } from "@toolkit/cost/prices/refresh/run";
import { repeatable, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";

const command = new Command("refresh-prices")
  .description("Reads the price table from AWS's public price list again, and tells which rows it left as they were.")
  .addOption(repeatable(new Option("--region <name>", "read this region, or add it; repeatable"), "those of the table"))
  .option("--out <file>", "where the table goes (default: the project's own)")
  .option("--url <url>", "another address of the price list")
  .addOption(traceOption());

export default subcommand(command, {
  run: ({ region: regions, out, url }) =>
    runRefresh({ regions, out, url, fetch, today: new Date().toISOString().slice(0, 10), print: console.log }),
});
