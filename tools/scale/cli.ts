import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { scaleCommand } from "./options";
import type * as run from "./run";

export default subcommand(scaleCommand(), {
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { runScale } = require("./run") as typeof run;
    process.stdout.write(await runScale(inFolder(options)));
  },
});
