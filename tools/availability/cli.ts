import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { availabilityCommand } from "./options";
import type * as run from "./run";

export default subcommand(availabilityCommand(), {
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { runAvailability } = require("./run") as typeof run;
    process.stdout.write(await runAvailability(inFolder(options)));
  },
});
