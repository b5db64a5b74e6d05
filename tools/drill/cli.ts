import { subcommand } from "../cli/subcommand";
import { ownHands } from "../daily/hands";
import type * as run from "./drill";
import { drillCommand } from "./options";

export default subcommand(drillCommand(), {
  run: async (options, experiment) => {
    const { drill } = require("./drill") as typeof run;
    const stop = new AbortController();
    process.on("SIGINT", () => {
      stop.abort();
    });
    await drill(ownHands, experiment, options, stop.signal);
  },
});
