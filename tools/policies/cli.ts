import "@toolkit/offline/quick-start";

import { runCommandLine } from "@toolkit/offline/command-line";
import { styleFor } from "@toolkit/offline/render/style";
import type * as answer from "./answer";
import { HELP, parsePolicyOptions } from "./options";
import type * as placeholders from "../program/placeholders";

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
  const { answerTo, isClean, runPolicies } = require("./answer") as typeof answer;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- likewise
  const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
  const run = await runPolicies(options);
  const today = new Date().toISOString().slice(0, 10);
  process.stdout.write(answerTo(options, run, today, styleFor(process.stdout)));
  if (!options.json) sayPlaceholders(options);
  if (!isClean(run)) process.exitCode = 1;
});
