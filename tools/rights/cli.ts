import { Command } from "@commander-js/extra-typings";
import { stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as running from "./run";

const command = new Command("rights")
  .description("Shows what the roles of CI may do to what matters, and what they lack for the stacks: offline.")
  .addOption(stacksOption("where the stack files are, with bootstrap/ below (default: this folder)"))
  .option("--json", "one JSON document; run npm with --silent")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stacks, json }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    // Loaded only now: Pulumi's modules take most of the time.
    const { rightsIn, rightsText } = require("./run") as typeof running;
    const found = await rightsIn(stacks);
    process.stdout.write(rightsText(found, json === true));
    if (found.verdicts.some(({ lacking }) => lacking.length > 0)) process.exitCode = 1;
  },
});
