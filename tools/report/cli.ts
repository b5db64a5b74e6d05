import "@toolkit/offline/quick-start";

import { runCommandLine } from "@toolkit/offline/command-line";
import type * as placeholders from "../program/placeholders";
import type * as command from "./command";
import { HELP, parseReportOptions } from "./options";
import { WhatIfThread } from "./what-if-thread";

runCommandLine("report", async () => {
  const options = parseReportOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // Loads the program beside this thread.
  const thread = new WhatIfThread();
  // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load them as ES modules, at twice the time
  const { runReport } = require("./command") as typeof command;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- likewise
  const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
  const today = new Date().toISOString().slice(0, 10);
  process.stdout.write(`${await runReport(options, today, thread)}\n`);
  sayPlaceholders(options);
});
