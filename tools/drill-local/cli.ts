import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { drillLocalCommand } from "./options";
import type * as run from "./run";

export default subcommand(drillLocalCommand(), {
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { exitCodeOf, runDrills } = require("./run") as typeof run;
    const drilled = await runDrills(inFolder(options));
    process.stdout.write(drilled.text);
    process.exitCode = exitCodeOf(drilled);
  },
});
