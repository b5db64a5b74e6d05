import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as placeholders from "../program/placeholders";
import type * as command from "./command";
import { reportCommand } from "./options";

export default subcommand(reportCommand(), {
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { runReport } = require("./command") as typeof command;
    const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
    const today = new Date().toISOString().slice(0, 10);
    const asked = inFolder(options);
    process.stdout.write(`${await runReport(asked, today)}\n`);
    sayPlaceholders(asked);
  },
});
