import { Command } from "@commander-js/extra-typings";
import { styleFor } from "@toolkit/offline/render/style";
import { setOption, stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as showing from "./bootstrap";

const command = new Command("preview-bootstrap")
  .description("Shows what bootstrap/ makes in an account: offline, without AWS, credentials or the Pulumi CLI.")
  .addOption(setOption("change the configuration; repeatable: --set bootstrap:oidcProvider=use"))
  .addOption(stacksOption("where Pulumi.bootstrap.yaml is (default: bootstrap)"))
  .option("--json", "one JSON document (docs/graph.md); run npm with --silent")
  .option("--unknown", "as in a first preview: values that AWS computes show as [unknown]")
  .addOption(traceOption());

export default subcommand(command, {
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    // Loaded only now: Pulumi's modules take most of the time.
    const { bootstrapText } = require("./bootstrap") as typeof showing;
    process.stdout.write(await bootstrapText(options, styleFor(process.stdout)));
  },
});
