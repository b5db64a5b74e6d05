// Pulumi takes a stack trace per resource; with source maps that costs more than the report itself.
process.setSourceMapsEnabled(false);

import { runCommandLine } from "../command-line";
import type * as command from "./command";
import { HELP, parseReportOptions } from "./options";

runCommandLine("report", async () => {
  const options = parseReportOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load them as ES modules, at twice the time
  const { runReport } = require("./command") as typeof command;
  const today = new Date().toISOString().slice(0, 10);
  process.stdout.write(`${await runReport(options, today)}\n`);
});
