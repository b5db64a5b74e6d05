import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as updating from "./update";

const command = new Command("update")
  .description(
    "Brings everything that is generated in line with the program: pages, cost blocks, reviewed URNs, pictures, policy pack.",
  )
  .option("--check", "write nothing; exit 1 and list what is stale")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ check }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { update } = require("./update") as typeof updating;
    const isCheck = check === true;
    const stale = await update(isCheck);
    const lines = stale.map(({ path, change }) => `${isCheck ? `would be ${change}` : change}  ${path}`);
    process.stdout.write(`${(lines.length > 0 ? lines : ["Everything generated is in line."]).join("\n")}\n`);
    if (!isCheck || stale.length === 0) return;
    console.error("Run npm run update, look at what it changes, and commit it.");
    process.exitCode = 1;
  },
});
