import "@toolkit/offline/quick-start";

import type * as command from "./command";
import { runCommandLine } from "@toolkit/offline/command-line";
import { HELP, parseOptions } from "./options";
import { styleFor } from "@toolkit/offline/render/style";

runCommandLine("preview", async () => {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load them as ES modules, at twice the time
  const { runPreview } = require("./command") as typeof command;
  process.stdout.write(await runPreview(options, styleFor(process.stdout)));
});
