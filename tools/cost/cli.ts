import "@toolkit/offline/quick-start";

import { runCommandLine } from "@toolkit/offline/command-line";
import { styleFor } from "@toolkit/offline/render/style";
import type * as placeholders from "../program/placeholders";
import type * as command from "./pages/command";
import { HELP, parseCostOptions } from "./pages/options";

runCommandLine("cost estimate", async () => {
  const options = parseCostOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load them as ES modules, at twice the time
  const { runCost } = require("./pages/command") as typeof command;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- likewise
  const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
  const { text, overBudget } = await runCost(options, styleFor(process.stdout));
  process.stdout.write(text);
  if (options.graph === undefined && options.format !== "json") sayPlaceholders(options);
  if (overBudget === undefined) return;
  console.error(overBudget);
  process.exitCode = 1;
});
