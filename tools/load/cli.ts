import { subcommand } from "../cli/subcommand";
import { loadCommand } from "./options";
import type * as run from "./run";

export default subcommand(loadCommand(), {
  run: async (options) => {
    const { runLoad } = require("./run") as typeof run;
    const stop = new AbortController();
    process.once("SIGINT", () => {
      stop.abort();
    });
    process.stdout.write(await runLoad(options, stop.signal));
  },
});
