import "@toolkit/offline/quick-start";

import { runCommandLine } from "@toolkit/offline/command-line";
import { styleFor } from "@toolkit/offline/render/style";
import { HELP, parsePolicyOptions } from "./options";
import type * as placeholders from "../program/placeholders";
import type * as runModule from "./run";

runCommandLine("policy check", async () => {
  const options = parsePolicyOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load them as ES modules, at twice the time
  const { documentOf, isClean, renderRun, runPolicies } = require("./run") as typeof runModule;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- likewise
  const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
  const run = await runPolicies(options);
  const today = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(documentOf(run), null, 2)}\n`
      : renderRun(run, options, today, styleFor(process.stdout)),
  );
  if (!options.json) sayPlaceholders(options);
  if (!isClean(run)) process.exitCode = 1;
});
